import type { LocalDate } from '@vitalmed/core';
import { type DemoSchedule, makeSchedules } from './agenda.ts';
import { withDemoPatient } from './demo-patient.ts';
import { makePeople, type People } from './people.ts';
import { type Random, randomFrom } from './random.ts';
import { planVisits, type Visit } from './visits.ts';

/** Everything that the demo will hold, before any of it has an id of the database. */
export type DemoPlan = {
  people: People;
  schedules: readonly DemoSchedule[];
  visits: readonly Visit[];
  /** For what remains to be left to chance, such as when a mail went out. */
  random: Random;
  now: Date;
  passwordHash: string;
};

export type DemoOptions = {
  /** The date at the clinic (Buenos Aires) that counts as today. */
  today: LocalDate;
  now: Date;
  /** Of the password that every demo account gets; this package can't make one. */
  passwordHash: string;
};

/** The same options give the same plan. */
export function planDemo({ today, now, passwordHash }: DemoOptions): DemoPlan {
  const random = randomFrom(20_260_803);
  const instant = now.getTime();
  const people = makePeople(random, today, instant);
  const schedules = makeSchedules(today, instant);
  const planned = planVisits(random, schedules, people.patients, { today, now: instant });
  const [demoPatient] = people.patients;
  const visits = demoPatient ? withDemoPatient(planned, demoPatient, instant) : planned;
  return { people, schedules, visits, random, now, passwordHash };
}
