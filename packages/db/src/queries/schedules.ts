import type { Allowed } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { recorded } from './record.ts';

/** A stretch of time that is taken, and by what: the material of a clash. */
export type TakenStretch = {
  kind: 'doctor' | 'room';
  doctorId: number;
  roomId: number | null;
  startsAt: Date;
  endsAt: Date;
  /** Title and surname. */
  doctorName: string;
  siteName: string;
};

type Window = { doctorIds: number[]; roomIds: number[]; after: Date; before: Date };

/**
 * What may clash with opening these doctors in these rooms between two instants: published schedules, each once
 * for its doctor and once for its room. Two questions, since each has an index of its own: a room's is of
 * rectangles (`held_box` in the migrations). PostgreSQL can't tell how many a rectangle meets and expects thousands, so
 * each room stands beside it and is looked up by itself, and names row by row.
 */
export async function takenStretches(
  { sql }: Database,
  { doctorIds, roomIds, after, before }: Window,
): Promise<TakenStretch[]> {
  return sql<TakenStretch[]>`
    select taken.kind, taken.doctor_id as "doctorId", taken.room_id as "roomId", taken.starts_at as "startsAt",
      taken.ends_at as "endsAt",
      (select title || ' ' || last_name from doctor where id = taken.doctor_id) as "doctorName",
      (select name from site where id = taken.site_id) as "siteName"
    from (
      select 'doctor' as kind, schedule.* from schedule
      where doctor_id = any(${doctorIds}::int[]) and status = 'published'
        and local_date between (${after}::timestamptz at time zone 'UTC')::date - 1
          and (${before}::timestamptz at time zone 'UTC')::date + 1
        and starts_at < ${before} and ends_at > ${after}
      union all
      select 'room' as kind, held.* from unnest(${roomIds}::int[]) room (id), lateral (
        select * from schedule
        where room_id = room.id and status = 'published'
          and held_box(room_id, starts_at, ends_at) && held_box(room.id, ${after}, ${before})
        offset 0) held
    ) taken
    order by taken.starts_at`;
}

export type NewSchedule = {
  doctorId: number;
  specialtyId: number;
  roomId: number | null;
  localDate: string;
  startsAt: Date;
  endsAt: Date;
  slots: { startsAt: Date; endsAt: Date }[];
};

export type Opening = {
  siteId: number;
  slotMinutes: number;
  /** One for each press of the button: pressed again, it answers with what the first press opened. */
  openingKey: string;
  schedules: NewSchedule[];
};

export type OpenedSchedule = { id: number; doctorId: number; localDate: string; slots: number };

/**
 * Opens all schedules with their slots in ONE statement, or none. Throws `slot_doctor_overlap` or
 * `schedule_room_overlap` (see `refusedBy`) when another opening came first.
 */
export async function openSchedules(
  { sql }: Database,
  proof: Allowed<'schedule.open'>,
  opening: Opening,
): Promise<OpenedSchedule[]> {
  const schedules = opening.schedules.map(({ slots: _, ...schedule }, number) => ({ ...schedule, number }));
  const slots = opening.schedules.flatMap((schedule, number) =>
    schedule.slots.map((slot) => ({ ...slot, number })),
  );
  const actor = recorded(proof.actor);
  return sql<OpenedSchedule[]>`
    with wanted as (
      select * from jsonb_to_recordset(${sql.json(schedules as never)}::jsonb)
        as w (number int, "doctorId" int, "specialtyId" int, "roomId" int, "localDate" date, "startsAt" timestamptz, "endsAt" timestamptz)
    ), opened as (
      insert into schedule (doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at, slot_minutes, opening_key, created_by)
      select "doctorId", "specialtyId", ${opening.siteId}, "roomId", "localDate", "startsAt", "endsAt",
        ${opening.slotMinutes}, ${opening.openingKey}, ${actor.id}
      from wanted order by "doctorId", "startsAt"
      returning *
    ), made as (
      insert into slot (schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at)
      select opened.id, opened.doctor_id, opened.specialty_id, opened.site_id, opened.local_date, s."startsAt", s."endsAt"
      from jsonb_to_recordset(${sql.json(slots as never)}::jsonb) as s (number int, "startsAt" timestamptz, "endsAt" timestamptz)
      join wanted on wanted.number = s.number
      join opened on opened.doctor_id = wanted."doctorId" and opened.starts_at = wanted."startsAt"
      order by opened.doctor_id, s."startsAt"
      returning schedule_id
    ), recorded as (
      insert into event (type, actor_kind, actor_id, schedule_id, doctor_id, specialty_id, local_date)
      select 'schedule.opened', ${actor.kind}::actor_kind, ${actor.id}::uuid, id, doctor_id, specialty_id, local_date from opened
    )
    select opened.id, opened.doctor_id as "doctorId", opened.local_date as "localDate", count(made.schedule_id) as slots
    from opened left join made on made.schedule_id = opened.id
    group by opened.id, opened.doctor_id, opened.local_date
    order by opened.local_date, opened.doctor_id, opened.id`;
}

/** What an earlier press of the button opened under this key; empty when it is new. */
export async function openedUnderKey(
  { sql }: Database,
  proof: Allowed<'schedule.open'>,
  openingKey: string,
): Promise<OpenedSchedule[]> {
  return sql<OpenedSchedule[]>`
    select schedule.id, schedule.doctor_id as "doctorId", schedule.local_date as "localDate", count(slot.id) as slots
    from schedule left join slot on slot.schedule_id = schedule.id
    where schedule.opening_key = ${openingKey} and schedule.created_by = ${recorded(proof.actor).id}
    group by schedule.id order by schedule.local_date, schedule.doctor_id, schedule.id`;
}

/**
 * Takes openings back: their slots are withdrawn and they leave the agenda. All of them, or none (0) when any
 * slot of any of them is taken or any is already suspended.
 */
export async function suspendUntouched(
  { sql }: Database,
  proof: Allowed<'schedule.undo'>,
  scheduleIds: number[],
): Promise<number> {
  const actor = recorded(proof.actor);
  const ids = [...new Set(scheduleIds)];
  const rows = await sql`
    with locked as materialized (
      select id, status from slot where schedule_id = any(${ids}::int[]) order by id for update
    ), suspended as (
      update schedule set status = 'suspended'
      where id = any(${ids}::int[]) and status = 'published'
        and not exists (select from locked where status = 'busy')
        and (select count(*) from schedule where id = any(${ids}::int[]) and status = 'published') = ${ids.length}
      returning *
    ), withdrawn as (
      update slot set status = 'withdrawn' from suspended where slot.schedule_id = suspended.id
      returning slot.id
    ), recorded as (
      insert into event (type, actor_kind, actor_id, schedule_id, doctor_id, specialty_id, local_date)
      select 'schedule.suspended', ${actor.kind}::actor_kind, ${actor.id}::uuid, id, doctor_id, specialty_id, local_date from suspended
    )
    select id from suspended`;
  return rows.length;
}

/** Withdraws the free ones of these slots, so that nobody can book them. Answers with how many. */
export async function withdrawSlots(
  { sql }: Database,
  proof: Allowed<'slot.withdraw'>,
  { slotIds, reason }: { slotIds: number[]; reason: string },
): Promise<number> {
  const actor = recorded(proof.actor);
  const rows = await sql`
    with locked as materialized (
      select id from slot where id = any(${slotIds}::bigint[]) and status = 'free' order by id for update
    ), withdrawn as (
      update slot set status = 'withdrawn', withdrawn_reason = ${reason} from locked
      where slot.id = locked.id and slot.status = 'free'
      returning slot.*
    ), recorded as (
      insert into event (type, actor_kind, actor_id, schedule_id, doctor_id, specialty_id, local_date, data)
      select 'slot.withdrawn', ${actor.kind}::actor_kind, ${actor.id}::uuid, schedule_id, doctor_id, specialty_id, local_date,
        jsonb_build_object('slotId', id, 'reason', ${reason}::text) from withdrawn
    )
    select id from withdrawn`;
  return rows.length;
}

/**
 * Gives withdrawn slots of published schedules back, once whoever is suspending one of them has ended. Throws
 * `slot_doctor_overlap` (see `refusedBy`) when their time was given to others meanwhile.
 */
export async function releaseSlots(
  { sql }: Database,
  proof: Allowed<'slot.release'>,
  slotIds: number[],
): Promise<number> {
  const actor = recorded(proof.actor);
  const rows = await sql`
    with locked as materialized (
      select slot.id from slot join schedule on schedule.id = slot.schedule_id and schedule.status = 'published'
      where slot.id = any(${slotIds}::bigint[]) and slot.status = 'withdrawn'
      order by slot.id for update of slot for share of schedule
    ), released as (
      update slot set status = 'free', withdrawn_reason = null from locked
      where slot.id = locked.id and slot.status = 'withdrawn'
      returning slot.*
    ), recorded as (
      insert into event (type, actor_kind, actor_id, schedule_id, doctor_id, specialty_id, local_date, data)
      select 'slot.released', ${actor.kind}::actor_kind, ${actor.id}::uuid, schedule_id, doctor_id, specialty_id, local_date,
        jsonb_build_object('slotId', id) from released
    )
    select id from released`;
  return rows.length;
}
