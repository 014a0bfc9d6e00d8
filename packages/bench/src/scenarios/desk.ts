import { randomUUID } from 'node:crypto';
import { addDays, weekday } from '@vitalmed/core';
import { inTurn } from '../work/in-turn.ts';
import { openSessions } from './sessions.ts';
import { mutation, query, type Scenario, type World } from './world.ts';

export const dayAgenda: Scenario = {
  name: 'day agenda of 100 doctors',
  what: 'a secretary opens a day: every slot and appointment of 100 doctors',
  expected: ['200'],
  async prepare({ network, secretaries }) {
    const doctorIds = Array.from({ length: Math.min(100, network.doctors) }, (_, n) => n + 1);
    const days = Array.from({ length: 28 }, (_, n) => addDays(network.baseDate, n - 14)).filter(
      (date) => weekday(date) < 6,
    );
    return {
      realm: 'backoffice',
      requests: days.map((date, n) => query('agenda.day', { date, doctorIds }, inTurn(secretaries, n))),
      repeat: true,
      limit: { by: 'statement', items: days.map((date) => ({ kind: 'agenda-day', date, doctorIds })) },
    };
  },
};

type Someone = { documentNumber: string; lastName: string; searchName: string; phone: string };

/** People of the network, spread over it. */
function somePatients({ db: { sql }, network }: World, count: number): Promise<Someone[]> {
  return sql<Someone[]>`
    select document_number as "documentNumber", last_name as "lastName", search_name as "searchName", phone
    from generate_series(1, ${count}::bigint) n join patient on patient.id = bench.id('patient', 1 + bench.chance(n) % ${network.patients})`;
}

function patientSearch(name: string, what: string, textOf: (someone: Someone) => string): Scenario {
  return {
    name,
    what,
    expected: ['200'],
    async prepare(world) {
      const texts = (await somePatients(world, 200)).map(textOf);
      return {
        realm: 'backoffice',
        requests: texts.map((text, n) => query('patients.search', { text }, inTurn(world.secretaries, n))),
        repeat: true,
        limit: {
          by: 'statement',
          items: texts.map((text) => ({ kind: 'patient-search', text })),
        },
      };
    },
  };
}

export const patientByDocument = patientSearch(
  'a patient by DNI',
  'the whole document typed',
  ({ documentNumber }) => documentNumber,
);
export const patientByName = patientSearch(
  'a patient by half a name',
  'half of each name typed',
  ({ searchName }) =>
    searchName
      .split(' ')
      .map((word) => word.slice(0, Math.max(3, Math.ceil(word.length / 2))))
      .join(' '),
);
export const patientByPhone = patientSearch('a patient by phone', 'the local number typed', ({ phone }) =>
  phone.slice('+54911'.length),
);

export const ownAppointments: Scenario = {
  name: 'my appointments',
  what: 'a patient opens "Mis turnos"',
  expected: ['200'],
  async prepare({ db, network }) {
    const patients = await db.sql<{ id: string; userId: string }[]>`
      select distinct patient.id, patient.user_id as "userId" from generate_series(1, 200) n
      join patient on patient.id = bench.id('patient', 2 * (1 + bench.chance(n) % ${network.patients / 2}))`;
    const cookies = await openSessions(
      db,
      'patient',
      patients.map(({ userId }) => userId),
    );
    const now = new Date().toISOString();
    return {
      realm: 'patient',
      requests: cookies.map((cookie) => query('appointments.mine', undefined, cookie)),
      repeat: true,
      limit: {
        by: 'statement',
        items: patients.map(({ id }) => ({ kind: 'own-appointments', patientId: id, now })),
      },
    };
  },
};

const ranges = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];

export const openWeek: Scenario = {
  name: 'open a week',
  what: 'a secretary opens five days of a doctor, 105 slots',
  expected: ['200'],
  writes: { event: 'schedule.opened', each: 5 * ranges.length },
  async prepare({ network, secretaries }, { most }) {
    const opening = (n: number) => {
      const doctor = n % network.doctors;
      const monday = addDays(network.firstMonday, 7 * (network.weeks + 10 + Math.floor(n / network.doctors)));
      return {
        doctorId: doctor + 1,
        specialtyId: (doctor % network.specialties) + 1,
        siteId: (Math.floor(doctor / 20) % network.sites) + 1,
        dates: [0, 1, 2, 3, 4].map((day) => addDays(monday, day)),
      };
    };
    const count = Math.min(most, 2_000);
    const asked = Array.from({ length: count }, (_, n) => opening(n));
    // The bare statement opens other weeks, so that neither stands in the other's way.
    const bare = Array.from({ length: count }, (_, n) => opening(n + count));
    return {
      realm: 'backoffice',
      requests: asked.map(({ doctorId, ...rest }, n) =>
        mutation(
          'schedules.open',
          {
            ...rest,
            doctorIds: [doctorId],
            ranges,
            slotMinutes: 20,
            roomId: null,
            idempotencyKey: randomUUID(),
          },
          inTurn(secretaries, n),
        ),
      ),
      repeat: false,
      limit: {
        by: 'statement',
        items: bare.map((days) => ({ kind: 'open-days', key: randomUUID(), ranges, ...days })),
      },
    };
  },
};
