import {
  type AppointmentChannel,
  type Interval,
  type LocalDate,
  overlaps,
  type PatientCancelReason,
  type StaffCancelReason,
  type TransitionRequest,
} from '@vitalmed/core';
import type { DemoSchedule } from './agenda.ts';
import { doctors } from './clinic.ts';
import { type Person, patientsOf } from './people.ts';
import type { Random } from './random.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Who takes a step, told by their part: the patient of the visit may still change. */
export type Part = 'patient' | 'desk' | 'doctor';
export type Step = { at: number; by: Part; request: TransitionRequest };

/** One appointment's life: where it is, whose, and what is done to it. */
export type Visit = {
  id: string;
  schedule: DemoSchedule;
  slot: Interval;
  patient: Person;
  channel: AppointmentChannel;
  bookedAt: number;
  steps: Step[];
  rescheduledFrom: Visit | null;
};

/** What the visits of one seed share. */
type Diary = { random: Random; now: number; patientsByDoctor: Person[][]; taken: Map<string, Interval[]> };

/**
 * Who comes when: about three of four slots of the past, nearly all of today, and two of five ahead, fewer the
 * farther. Nobody has two visits at once, nor more than three ahead.
 */
export function planVisits(
  random: Random,
  schedules: readonly DemoSchedule[],
  patients: readonly Person[],
  { today, now }: { today: LocalDate; now: number },
): Visit[] {
  const patientsByDoctor = doctors.map((doctor) => patientsOf(doctor, patients, today));
  const diary: Diary = { random, now, patientsByDoctor, taken: new Map() };
  return schedules.flatMap((schedule) => {
    if (schedule.date < today) return pastDay(diary, schedule);
    return schedule.date === today ? presentDay(diary, schedule) : dayAhead(diary, schedule);
  });
}

function pastDay(diary: Diary, schedule: DemoSchedule): Visit[] {
  const { random } = diary;
  return schedule.slots
    .filter(() => random.chance(0.75))
    .map((slot) => ended(diary, newVisit(diary, schedule, slot)));
}

function dayAhead(diary: Diary, schedule: DemoSchedule): Visit[] {
  const { random, now } = diary;
  const booked = 0.64 - 0.021 * ((schedule.during.start - now) / DAY_MS);
  return schedule.slots.flatMap((slot) => {
    if (random.chance(0.03)) return [cancelled(diary, newVisit(diary, schedule, slot))];
    if (!random.chance(booked)) return [];
    const visit = newVisit(diary, schedule, slot);
    return random.chance(0.04) ? withEarlierDate(diary, visit) : [visit];
  });
}

/** Around now: some seen, one inside, two waiting, the others to come. */
function presentDay(diary: Diary, schedule: DemoSchedule): Visit[] {
  const { random, now } = diary;
  const present = schedule.slots.findLastIndex(({ start }) => start <= now);
  return schedule.slots.flatMap((slot, index) => {
    const late = index - present;
    if (late !== 0 && !random.chance(late < 0 ? 0.88 : late <= 2 ? 0.92 : 0.68)) return [];
    const visit = newVisit(diary, schedule, slot);
    if (late < 0) return [ended(diary, visit)];
    if (late === 0) return [inside(diary, visit)];
    if (late <= 2) return [arrive(visit, now - random.int(3, 22) * MINUTE_MS)];
    return [random.chance(0.06) ? cancelled(diary, visit) : visit];
  });
}

function newVisit(diary: Diary, schedule: DemoSchedule, slot: Interval): Visit {
  const { random, now } = diary;
  const patient = patientFor(diary, schedule.doctor, slot);
  const earliest = Math.max(schedule.createdAt, Math.min(slot.start, now) - 18 * DAY_MS);
  const latest = Math.min(now - 30 * MINUTE_MS, slot.start - 4 * 60 * MINUTE_MS);
  const bookedAt = between(random, earliest, latest);
  const channel = patient.account && random.chance(0.8) ? 'portal' : random.chance(0.6) ? 'phone' : 'desk';
  return {
    id: random.uuid(bookedAt),
    schedule,
    slot,
    patient,
    channel,
    bookedAt,
    steps: [],
    rescheduledFrom: null,
  };
}

/** More than three visits ahead only when nobody else is found. */
function patientFor({ random, now, patientsByDoctor, taken }: Diary, doctor: number, slot: Interval): Person {
  const candidates = patientsByDoctor[doctor] ?? [];
  for (let tries = 1; ; tries += 1) {
    const patient = random.pick(candidates);
    const visits = taken.get(patient.id) ?? [];
    const ahead = visits.filter(({ end }) => end > now).length;
    const isFree = !visits.some((visit) => overlaps(visit, slot));
    if (isFree && (slot.end <= now || ahead < 3 || tries > 40)) {
      taken.set(patient.id, [...visits, slot]);
      return patient;
    }
  }
}

function arrive(visit: Visit, at: number): Visit {
  return { ...visit, steps: [{ at, by: 'desk', request: { command: 'arrive' } }] };
}

function inside({ random, now }: Diary, visit: Visit): Visit {
  const startedAt = Math.min(now - MINUTE_MS, visit.slot.start + random.int(0, 4) * MINUTE_MS);
  const { steps } = arrive(visit, startedAt - random.int(4, 15) * MINUTE_MS);
  return { ...visit, steps: [...steps, { at: startedAt, by: 'doctor', request: { command: 'start' } }] };
}

/** How a visit ends whose time has passed: mostly well. */
function ended(diary: Diary, visit: Visit): Visit {
  const { random, now } = diary;
  const fate = random.next();
  if (fate < 0.11) return cancelled(diary, visit);
  const { start, end } = visit.slot;
  const soon = now - MINUTE_MS;
  if (fate < 0.19) {
    const at = Math.min(soon, end + random.int(2, 30) * MINUTE_MS);
    return { ...visit, steps: [{ at, by: 'desk', request: { command: 'mark-no-show' } }] };
  }
  const startedAt = start + random.int(0, 9) * MINUTE_MS;
  const { steps } = arrive(visit, startedAt - random.int(3, 25) * MINUTE_MS);
  const completedAt = Math.min(soon, end + random.int(-3, 8) * MINUTE_MS);
  return {
    ...visit,
    steps: [
      ...steps,
      { at: startedAt, by: 'doctor', request: { command: 'start' } },
      { at: completedAt, by: 'doctor', request: { command: 'complete' } },
    ],
  };
}

const patientReasons: PatientCancelReason[] = [
  'cannot-attend',
  'cannot-attend',
  'feeling-better',
  'found-another',
  'other',
];
const deskReasons: StaffCancelReason[] = [
  'patient-request',
  'patient-request',
  'administrative',
  'doctor-absent',
];
const notes = new Map<StaffCancelReason, string>([
  ['patient-request', 'Avisó por teléfono'],
  ['administrative', 'Se reordenó la agenda'],
  ['doctor-absent', 'Congreso'],
]);

/** Cancelled at least three hours before: in time for patients too. */
function cancelled({ random, now }: Diary, visit: Visit): Visit {
  const latest = Math.min(now - 5 * MINUTE_MS, visit.slot.start - 3 * 60 * MINUTE_MS);
  const at = between(random, visit.bookedAt, latest);
  const byPatient = visit.patient.account !== null && random.chance(0.6);
  const reason = random.pick<StaffCancelReason>(byPatient ? patientReasons : deskReasons);
  const note = byPatient ? null : (notes.get(reason) ?? null);
  const request = { command: 'cancel' as const, reason, note };
  return { ...visit, steps: [{ at, by: byPatient ? 'patient' : 'desk', request }] };
}

/** The visit came about by moving one that the patient had at another hour of the same day. */
function withEarlierDate({ random }: Diary, visit: Visit): Visit[] {
  const { schedule, slot, bookedAt } = visit;
  const other = random.pick(schedule.slots.filter(({ start }) => start !== slot.start));
  const by: Part = visit.channel === 'portal' ? 'patient' : 'desk';
  const request = { command: 'cancel' as const, reason: 'rescheduled' as const, note: null };
  const first = between(random, schedule.createdAt, bookedAt);
  const moved: Visit = {
    ...visit,
    id: random.uuid(first),
    slot: other,
    bookedAt: first,
    steps: [{ at: bookedAt, by, request }],
  };
  return [moved, { ...visit, rescheduledFrom: moved }];
}

/** An instant between the two, on the full second. */
function between(random: Random, from: number, to: number): number {
  return from + Math.floor((random.next() * Math.max(0, to - from)) / 1000) * 1000;
}
