import { addDays } from '@vitalmed/core';
import { today } from '../generate/network.ts';
import { inTurn } from '../work/in-turn.ts';
import { bookableSlots } from './bookable.ts';
import { query, type Scenario } from './world.ts';

const DAY_MS = 24 * 3_600_000;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const instant = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

export const firstFifty: Scenario = {
  name: 'first 50 of a specialty',
  what: 'a patient who is signed in asks for the next 50 free slots of a specialty',
  expected: ['200'],
  async prepare({ network, patients }) {
    const specialties = numbers(network.specialties);
    const askers = patients.take(specialties.length);
    return {
      realm: 'patient',
      requests: specialties.map((specialtyId, n) =>
        query('slots.find', { specialtyId, limit: 50 }, inTurn(askers, n).cookie),
      ),
      repeat: true,
      limit: {
        by: 'statement',
        items: specialties.map((specialtyId) => ({
          kind: 'free-slots',
          filter: { specialtyId },
          after: instant(0),
          before: instant(14),
          limit: 50,
        })),
      },
    };
  },
};

export const portalSearch: Scenario = {
  name: 'search in the portal',
  what: 'a stranger opens a specialty: 14 days with counts, the first day open',
  expected: ['200'],
  async prepare({ network }) {
    const from = today(new Date());
    const specialties = numbers(network.specialties);
    return {
      realm: 'patient',
      requests: specialties.map((specialtyId) => query('slots.overview', { specialtyId, days: 14 })),
      repeat: true,
      limit: {
        by: 'statement',
        items: specialties.map((specialtyId) => ({
          kind: 'free-by-date',
          filter: { specialtyId },
          after: instant(0),
          before: instant(15),
          from,
          to: addDays(from, 13),
        })),
      },
    };
  },
};

export const doctorMonth: Scenario = {
  name: 'a doctor’s month',
  what: 'one doctor’s next 31 days with the number of free slots a day',
  expected: ['200'],
  async prepare({ network }) {
    const from = today(new Date());
    const doctors = numbers(network.doctors);
    return {
      realm: 'patient',
      requests: doctors.map((doctorId) => query('slots.overview', { doctorId, days: 31 })),
      repeat: true,
      limit: {
        by: 'statement',
        items: doctors.map((doctorId) => ({
          kind: 'free-by-date',
          filter: { doctorId },
          after: instant(0),
          before: instant(32),
          from,
          to: addDays(from, 30),
        })),
      },
    };
  },
};

export const slotById: Scenario = {
  name: 'a slot by its key',
  what: 'the cheapest real question, of a patient who is signed in: one row by its primary key',
  expected: ['200'],
  async prepare({ db, patients }, { number }) {
    const slots = await bookableSlots(db, 500, number);
    const askers = patients.take(100);
    return {
      realm: 'patient',
      requests: slots.map(({ id }, n) => query('slots.get', { slotId: id }, inTurn(askers, n).cookie)),
      repeat: true,
      limit: { by: 'statement', items: slots.map(({ id }) => ({ kind: 'slot-by-id', slotId: id })) },
    };
  },
};

export const noOperation: Scenario = {
  name: 'nothing at all',
  what: 'who am I, asked without a session: the whole stack and no statement',
  expected: ['200'],
  prepare: async () => ({
    realm: 'patient',
    requests: [query('account.me', undefined)],
    repeat: true,
    limit: { by: 'raw-http' },
  }),
};
