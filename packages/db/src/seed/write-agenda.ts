import type { TransactionSql } from '../client.ts';
import type { DemoSchedule } from './agenda.ts';
import { doctors, type SiteKey } from './clinic.ts';
import { bySecretary, type EventRow, eventRow, iso, type Placed } from './history.ts';
import { insertRows } from './insert-rows.ts';
import { secretaryOf } from './people.ts';
import type { DemoPlan } from './plan.ts';
import type { Visit } from './visits.ts';
import { type Places, roomKey } from './write-clinic.ts';

/** A schedule with the ids of everything that it names. */
export type Opened = Omit<Placed, 'slotId'> & { schedule: DemoSchedule };

export async function writeSchedules(
  sql: TransactionSql,
  { schedules, people, random }: DemoPlan,
  { places, doctorIds }: { places: Places; doctorIds: readonly number[] },
): Promise<Opened[]> {
  const located = schedules.map((schedule) => ({ ...locate(schedule, places, doctorIds), schedule }));
  const rows = located.map(({ schedule, doctorId, specialtyId, siteId, roomId }) => ({
    doctor_id: doctorId,
    specialty_id: specialtyId,
    site_id: siteId,
    room_id: roomId,
    local_date: schedule.date,
    starts_at: iso(schedule.during.start),
    ends_at: iso(schedule.during.end),
    slot_minutes: schedule.slotMinutes,
    status: 'published',
    opening_key: random.uuid(),
    created_by: secretaryOf(people).id,
    created_at: iso(schedule.createdAt),
  }));
  const written = await insertRows<{ id: number; doctor_id: number; starts_at: Date }>(
    sql,
    'schedule',
    rows,
    ['id', 'doctor_id', 'starts_at'],
  );
  const ids = new Map(written.map((row) => [`${row.doctor_id} ${row.starts_at.getTime()}`, row.id]));
  return located.map((one) => ({
    ...one,
    scheduleId: known(ids.get(`${one.doctorId} ${one.schedule.during.start}`)),
  }));
}

/** Each doctor has a room of their own at each site, so rooms never clash. */
function locate({ doctor, site }: DemoSchedule, places: Places, doctorIds: readonly number[]) {
  return {
    doctorId: known(doctorIds[doctor]),
    specialtyId: known(places.specialtyIds.get(doctors[doctor]?.specialties[0] ?? '')),
    siteId: known(places.siteIds.get(site)),
    roomId: known(places.roomIds.get(roomKey(site, roomOf(doctor, site)))),
  };
}

function roomOf(doctor: number, site: SiteKey): number {
  const attending = doctors.flatMap(({ week }, index) =>
    week.some((at) => at.site === site) ? [index] : [],
  );
  return attending.indexOf(doctor);
}

export type WrittenSlots = { count: number; placeOf(visit: Visit): Placed };

/** Writes each slot as its visits leave it. A few free ones ahead are withdrawn, with the events that tell so. */
export async function writeSlots(
  sql: TransactionSql,
  { visits, random, now, people }: DemoPlan,
  opened: readonly Opened[],
): Promise<{ slots: WrittenSlots; withdrawals: EventRow[] }> {
  const fates = slotFates(visits);
  const rows = opened.flatMap(({ schedule, scheduleId, doctorId, specialtyId, siteId }) =>
    schedule.slots.map(({ start, end }) => {
      const isMeeting = start > now.getTime() && !fates.has(keyOf(schedule, start)) && random.chance(0.015);
      return {
        schedule_id: scheduleId,
        doctor_id: doctorId,
        specialty_id: specialtyId,
        site_id: siteId,
        local_date: schedule.date,
        starts_at: iso(start),
        ends_at: iso(end),
        status: isMeeting ? 'withdrawn' : (fates.get(keyOf(schedule, start)) ?? 'free'),
        withdrawn_reason: isMeeting ? random.pick(['Ateneo', 'Reunión de equipo', 'Trámite personal']) : null,
      };
    }),
  );
  type Written = { id: number; schedule_id: number; starts_at: Date; withdrawn_reason: string | null };
  const columns: (keyof Written)[] = ['id', 'schedule_id', 'starts_at', 'withdrawn_reason'];
  const written = await insertRows<Written>(sql, 'slot', rows, columns);

  const ids = new Map(written.map((slot) => [`${slot.schedule_id} ${slot.starts_at.getTime()}`, slot.id]));
  const places = new Map(opened.map((one) => [one.schedule, one]));
  const placeOf = ({ schedule, slot }: Visit): Placed => {
    const place = known(places.get(schedule));
    return { ...place, slotId: known(ids.get(`${place.scheduleId} ${slot.start}`)) };
  };
  const withdrawn = written.filter((slot) => slot.withdrawn_reason !== null).sort((a, b) => a.id - b.id);
  const byId = new Map(opened.map((one) => [one.scheduleId, one]));
  const withdrawals = withdrawn.map((slot) => {
    const { doctorId, specialtyId, scheduleId, schedule } = known(byId.get(slot.schedule_id));
    return eventRow({
      type: 'slot.withdrawn',
      at: iso(now.getTime() - random.int(1, 72) * 3_600_000),
      ...bySecretary(people),
      doctor_id: doctorId,
      specialty_id: specialtyId,
      schedule_id: scheduleId,
      local_date: schedule.date,
      data: { slotId: slot.id, reason: slot.withdrawn_reason },
    });
  });
  return { slots: { count: written.length, placeOf }, withdrawals };
}

const keyOf = (schedule: DemoSchedule, start: number) => `${schedule.doctor} ${start}`;

/** A visit that stands keeps its slot; a cancelled one gives it back, unless the doctor won't be there. */
function slotFates(visits: readonly Visit[]): Map<string, 'free' | 'busy' | 'withdrawn'> {
  const fates = new Map<string, 'free' | 'busy' | 'withdrawn'>();
  for (const { schedule, slot, steps } of visits) {
    const last = steps.at(-1)?.request;
    const key = keyOf(schedule, slot.start);
    if (last?.command !== 'cancel') fates.set(key, 'busy');
    else if (!fates.has(key)) fates.set(key, last.reason === 'doctor-absent' ? 'withdrawn' : 'free');
  }
  return fates;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The demo refers to something that it did not write');
  return value;
}
