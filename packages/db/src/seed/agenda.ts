import {
  addDays,
  datesBetween,
  generateSlots,
  type Interval,
  type LocalDate,
  type LocalRange,
  timeOfMinutes,
  toInstant,
  toLocal,
  weekday,
} from '@vitalmed/core';
import { doctors, doctorWithoutNextMonday, type SiteKey, timeZone } from './clinic.ts';

export const WEEKS_OF_PAST = 8;
export const WEEKS_AHEAD = 3;

const DAY_MS = 86_400_000;

export type DemoSchedule = {
  /** Index among the clinic's doctors. */
  doctor: number;
  site: SiteKey;
  date: LocalDate;
  during: Interval;
  slotMinutes: number;
  slots: Interval[];
  /** When a secretary opened it: four weeks before. */
  createdAt: number;
};

/** The clinic's schedules from eight weeks ago to three weeks ahead, by date and doctor. */
export function makeSchedules(today: LocalDate, now: number): DemoSchedule[] {
  const dates = datesBetween(addDays(today, -7 * WEEKS_OF_PAST), addDays(today, 7 * WEEKS_AHEAD));
  return dates.flatMap((date) =>
    date === today ? presentDay(date, now) : ordinaryDay(date, comingMonday(today)),
  );
}

/** The first Monday after the date. */
export function comingMonday(date: LocalDate): LocalDate {
  return addDays(date, 8 - weekday(date));
}

function ordinaryDay(date: LocalDate, monday: LocalDate): DemoSchedule[] {
  return doctors.flatMap(({ week }, doctor) =>
    date === monday && doctor === doctorWithoutNextMonday
      ? []
      : week
          .filter(({ weekdays }) => weekdays.includes(weekday(date)))
          .map(({ site, hours }) => scheduleOf(doctor, site, date, hours)),
  );
}

/** Today everyone attends around the present hour: whenever the demo is looked at, something is going on. */
function presentDay(date: LocalDate, now: number): DemoSchedule[] {
  const hour = Number(toLocal(now, timeZone).time.slice(0, 2));
  const hours = {
    from: timeOfMinutes(Math.max(0, hour - 4) * 60),
    to: timeOfMinutes(Math.min(24, hour + 4) * 60),
  };
  return doctors.map(({ week }, doctor) => scheduleOf(doctor, week[0].site, date, hours));
}

function scheduleOf(doctor: number, site: SiteKey, date: LocalDate, { from, to }: LocalRange): DemoSchedule {
  const { slotMinutes = 20 } = doctors[doctor] ?? {};
  const cut = generateSlots({ date, timeZone, from, to, slotMinutes });
  if (!cut.ok) throw new Error(`The demo's agenda can't be cut: ${cut.reason}`);
  const during = { start: toInstant(date, from, timeZone), end: toInstant(date, to, timeZone) };
  return { doctor, site, date, during, slotMinutes, slots: cut.slots, createdAt: during.start - 28 * DAY_MS };
}
