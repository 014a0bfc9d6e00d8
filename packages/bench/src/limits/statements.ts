import {
  type Action,
  type Allowed,
  authorise,
  generateSlotsForDates,
  type Subjects,
  searchTerms,
} from '@vitalmed/core';
import {
  appointmentsOnDate,
  countFreeByDate,
  type Database,
  findFreeSlots,
  openSchedules,
  pastOfPatient,
  rescheduleAppointment,
  type SlotFilter,
  searchPatients,
  slotById,
  slotsOnDate,
  upcomingOfPatient,
} from '@vitalmed/db';
import { slotMinutes, timeZone } from '../generate/network.ts';
import { bareClaim } from './bare-claim.ts';

/** What a statement is given; instants are ISO texts, since jobs travel between processes. */
export type StatementItem =
  | { kind: 'nothing' }
  | { kind: 'claim'; target: number }
  | { kind: 'slot-by-id'; slotId: number }
  | {
      kind: 'free-slots';
      filter: SlotFilter;
      after: string;
      before: string;
      from?: string;
      to?: string;
      limit: number;
    }
  | { kind: 'free-by-date'; filter: SlotFilter; after: string; before: string; from: string; to: string }
  | { kind: 'agenda-day'; date: string; doctorIds: number[] }
  | { kind: 'patient-search'; text: string }
  | { kind: 'own-appointments'; patientId: string; now: string }
  | {
      kind: 'open-days';
      key: string;
      doctorId: number;
      specialtyId: number;
      siteId: number;
      dates: string[];
      ranges: { from: string; to: string }[];
    }
  | {
      kind: 'move';
      appointmentId: string;
      revision: number;
      slotId: number;
      newId: string;
      key: string;
      subject: Moved;
    };
type Moved = Subjects['appointment.reschedule'];

/** The secretary that the bench acts as where the product asks who acts. */
const actor = { kind: 'secretary', userId: '00000000-0000-4000-8000-000000000000' } as const;

function proofOf<A extends Action>(action: A, subject: Subjects[A]): Allowed<A> {
  const allowed = authorise(actor, action, subject);
  if (!allowed.ok) throw new Error(`A secretary may not ${action}`);
  return allowed.proof;
}

/** Sends what the product sends for that item, and nothing more. Answers with how many rows came back. */
export async function runStatement(db: Database, item: StatementItem): Promise<number> {
  switch (item.kind) {
    case 'nothing':
      return (await db.sql`select 1`).length;
    case 'claim':
      return (await db.sql.unsafe(bareClaim('$1'), [item.target], { prepare: true })).length;
    case 'slot-by-id':
      return (await slotById(db, item.slotId)) ? 1 : 0;
    case 'free-slots':
      return (await findFreeSlots(db, item.filter, { ...item, ...window(item) })).id.length;
    case 'free-by-date':
      return (await countFreeByDate(db, item.filter, { ...window(item), from: item.from, to: item.to }))
        .length;
    case 'agenda-day':
      return agendaDay(db, item);
    case 'patient-search':
      return (await searchPatients(db, proofOf('patient.search', {}), searchTerms(item.text))).length;
    case 'own-appointments':
      return ownAppointments(db, item);
    case 'open-days':
      return (await openDays(db, item)).length;
    case 'move':
      return (await move(db, item)) ? 1 : 0;
    default:
      return item satisfies never;
  }
}

type Item<K extends StatementItem['kind']> = Extract<StatementItem, { kind: K }>;

const window = ({ after, before }: { after: string; before: string }) => ({
  after: new Date(after),
  before: new Date(before),
});

async function agendaDay(db: Database, { date, doctorIds }: Item<'agenda-day'>): Promise<number> {
  const proof = proofOf('agenda.read', {});
  const [slots, appointments] = await Promise.all([
    slotsOnDate(db, proof, date, { doctorIds }),
    appointmentsOnDate(db, proof, date, { doctorIds }),
  ]);
  return slots.rows.length + appointments.rows.length;
}

async function ownAppointments(db: Database, { patientId, now }: Item<'own-appointments'>): Promise<number> {
  const proof = proofOf('appointment.list', { patientId });
  const [upcoming, past] = await Promise.all([
    upcomingOfPatient(db, proof, new Date(now)),
    pastOfPatient(db, proof, new Date(now)),
  ]);
  return upcoming.length + past.length;
}

function openDays(db: Database, { key, doctorId, specialtyId, siteId, dates, ranges }: Item<'open-days'>) {
  const schedules = ranges.flatMap((range) => {
    const generated = generateSlotsForDates({ dates, timeZone, ...range, slotMinutes });
    if (!generated.ok) throw new Error(`These days can't be opened: ${generated.reason}`);
    return generated.days.map(({ date, during, slots }) => ({
      doctorId,
      specialtyId,
      roomId: null,
      localDate: date,
      startsAt: new Date(during.start),
      endsAt: new Date(during.end),
      slots: slots.map(({ start, end }) => ({ startsAt: new Date(start), endsAt: new Date(end) })),
    }));
  });
  return openSchedules(db, proofOf('schedule.open', {}), {
    siteId,
    slotMinutes,
    openingKey: key,
    schedules,
  });
}

function move(db: Database, item: Item<'move'>) {
  return rescheduleAppointment(db, proofOf('appointment.reschedule', item.subject), {
    appointmentId: item.appointmentId,
    revision: item.revision,
    newAppointmentId: item.newId,
    slotId: item.slotId,
    idempotencyKey: item.key,
    channel: 'desk',
    until: 'end',
    latestStart: null,
    now: new Date(),
  });
}
