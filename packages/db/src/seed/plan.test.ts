import { addDays, datesBetween, toInstant, weekday } from '@vitalmed/core';
import { describe, expect, it } from 'vitest';
import { comingMonday, makeSchedules } from './agenda.ts';
import { doctors, doctorWithoutNextMonday, timeZone } from './clinic.ts';
import { live, type Placed } from './history.ts';
import { planDemo } from './plan.ts';

const monday = '2026-08-03';
const place: Placed = { doctorId: 1, specialtyId: 1, siteId: 1, roomId: 1, scheduleId: 1, slotId: 1 };

const planAt = (today: string, time: string) =>
  planDemo({ today, now: new Date(toInstant(today, time, timeZone)), passwordHash: 'hash' });

describe('the demo plan', () => {
  it('is the same for the same day and hour', () => {
    const [one, other] = [planAt(monday, '10:30'), planAt(monday, '10:30')];
    expect(one.visits).toEqual(other.visits);
    expect(one.people).toEqual(other.people);
  });

  it.each(datesBetween(monday, addDays(monday, 6)))(
    'leaves Dr. Pérez without agenda on the Monday after %s, and on that one alone',
    (today) => {
      const schedules = makeSchedules(today, toInstant(today, '10:30', timeZone));
      const open = schedules
        .filter(({ doctor }) => doctor === doctorWithoutNextMonday)
        .map(({ date }) => date);
      expect(doctors[doctorWithoutNextMonday]).toMatchObject({ firstName: 'Juan', lastName: 'Pérez' });
      expect(weekday(comingMonday(today))).toBe(1);
      expect(open).not.toContain(comingMonday(today));
      expect(open).toContain(addDays(comingMonday(today), 7));
      expect(open).toContain(today);
    },
  );

  it.each(['00:00', '00:40', '03:10', '07:59', '12:00', '18:25', '22:30', '23:59'])(
    'is lively at %s: with every doctor somebody is inside, and people wait and are still to come',
    (time) => {
      const { visits, people } = planAt(monday, time);
      const today = visits.filter(({ schedule }) => schedule.date === monday);
      const statuses = doctors.map((_, doctor) =>
        today
          .filter(({ schedule }) => schedule.doctor === doctor)
          .map((visit) => live(visit, place, people).record.status),
      );
      for (const ofDoctor of statuses) {
        expect(ofDoctor.filter((status) => status === 'in_consultation')).toHaveLength(1);
      }
      if (time < '23:00') expect(statuses.flat()).toEqual(expect.arrayContaining(['arrived', 'booked']));
    },
  );

  it('holds nothing that the product would refuse, and nothing from the future', () => {
    const { visits, people, now } = planAt(monday, '15:15');
    for (const visit of visits) {
      const { changes } = live(visit, place, people);
      const instants = [visit.schedule.createdAt, visit.bookedAt, ...changes.map(({ at }) => at)];
      expect(instants).toEqual([...instants].sort((a, b) => a - b));
      expect(instants.at(-1)).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('gives the demo patient one visit ahead and a past with every ending', () => {
    const { visits, people, now } = planAt(monday, '15:15');
    const theirs = visits.filter(({ patient }) => patient === people.patients[0]);
    expect(theirs.filter(({ slot }) => slot.start > now.getTime())).toHaveLength(1);
    const endings = theirs.map((visit) => live(visit, place, people).record.status);
    expect(endings).toEqual(expect.arrayContaining(['completed', 'cancelled', 'no_show', 'booked']));
  });
});
