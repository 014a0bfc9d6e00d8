import { addDays } from '@vitalmed/core';
import type { Sql } from '@vitalmed/db';
import { morningSlots, type Network, slotMinutes, slotsPerDay, slotsPerWeek, timeZone } from './network.ts';

/** How far apart neighbours lie in the ring of patients: primes, so that each patient has equally many visits. */
const ring = { aDoctor: 7_919, aMoment: 104_729 };

/**
 * What a week is made of, one row a slot, worked out once for the five tables that it fills.
 * Per mille of the past: 420 completed, 30 missed, 50 cancelled; of the future 395 booked, 25 cancelled. Five of a
 * thousand slots are withdrawn, and around the base date's noon people wait or are inside.
 */
export async function makeWeekTable(sql: Sql): Promise<void> {
  await sql`
    create temp table week_slot (
      slot_id bigint, schedule_id int, doctor_id int, specialty_id int, site_id int, local_date date,
      starts_at timestamptz, ends_at timestamptz, slot_status slot_status,
      status appointment_status, patient bigint, booked_at timestamptz, appointment_id uuid,
      patient_id uuid, secretary uuid, account uuid)`;
}

async function planWeek(sql: Sql, network: Network, week: number): Promise<void> {
  const { doctors, specialties, sites, patients } = network;
  const monday = addDays(network.firstMonday, week * 7);
  await sql`truncate week_slot`;
  await sql`
    with place as (
      select d, day, k, (${week * doctors * slotsPerWeek}::bigint + d * ${slotsPerWeek} + day * ${slotsPerDay} + k + 1) as slot_id,
        (case when k < ${morningSlots} then 480 + k * ${slotMinutes} else 840 + (k - ${morningSlots}) * ${slotMinutes} end
          + d % 7 * ${slotMinutes}) as minute
      from generate_series(0, ${doctors - 1}) d, generate_series(0, 4) day, generate_series(0, ${slotsPerDay - 1}) k
    ), moment as materialized (
      select place.*, bench.chance(slot_id) as chance,
        (${monday}::date + day + make_interval(mins => minute)) at time zone ${timeZone} as starts_at,
        (${network.baseDate}::date + interval '12 hours') at time zone ${timeZone} as noon
      from place
    ), fate as (
      select moment.*, chance & 1023 as taken, chance >> 10 & 1023 as ended, (chance >> 20 & 1023) * interval '40 minutes' as lead
      from moment
    ), settled as (
      select fate.*, (case
        when starts_at < noon - interval '1 hour' and taken < 512 then case when ended < 860 then 'completed' when ended < 922 then 'no_show' else 'cancelled' end
        when starts_at < noon and taken < 512 then case when ended < 400 then 'in_consultation' when ended < 800 then 'arrived' else 'booked' end
        when starts_at >= noon and taken < 430 then case when ended < 963 then 'booked' else 'cancelled' end
      end)::appointment_status as status
      from fate
    ), visited as materialized (
      select settled.*, d / 20 % ${sites} + 1 as site_id, least(starts_at - interval '1 day', noon) - lead as booked_at,
        (d * ${ring.aDoctor} + (${week * 7} + day) * 72 * ${ring.aMoment}::bigint + minute / 20 * ${ring.aMoment}::bigint) % ${patients} + 1 as patient
      from settled
    )
    insert into week_slot
    select slot_id, (${week * doctors * 10} + d * 10 + day * 2 + (k >= ${morningSlots})::int + 1), d + 1, d % ${specialties} + 1, site_id,
      ${monday}::date + day, starts_at, starts_at + ${`${slotMinutes} minutes`}::interval,
      (case when status <> 'cancelled' then 'busy' when taken > 1018 then 'withdrawn' else 'free' end)::slot_status,
      status, patient, booked_at, case when status is not null then bench.id_at(booked_at, slot_id) end,
      case when status is not null then bench.id('patient', patient) end,
      case when status is not null then bench.id('secretary', site_id) end,
      case when status is not null and patient % 2 = 0 then bench.id('user', patient) end
    from visited`;
}

/** Fills schedules, slots, appointments, their history and their messages for one week of all doctors. */
export async function writeWeek(sql: Sql, network: Network, week: number): Promise<void> {
  await planWeek(sql, network, week);
  await sql`
    insert into schedule (id, doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at, slot_minutes, created_at)
    overriding system value
    select schedule_id, doctor_id, specialty_id, site_id, doctor_id, local_date, min(starts_at), max(ends_at), ${slotMinutes}, min(starts_at) - interval '60 days'
    from week_slot group by 1, 2, 3, 4, 5, 6 order by 1`;
  await sql`
    insert into slot (id, schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, status, withdrawn_reason)
    overriding system value
    select slot_id, schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, slot_status,
      case when slot_status = 'withdrawn' then 'Ausencia' end
    from week_slot order by slot_id`;
  await writeAppointments(sql);
  await writeHistory(sql);
}

/** In the order of booking, as a clinic's table grows: neighbours on disk are no neighbours in the agenda. */
async function writeAppointments(sql: Sql): Promise<void> {
  await sql`
    insert into appointment (id, slot_id, patient_id, doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at,
      channel, status, revision, booked_at, booked_by, idempotency_key, arrived_at, started_at, completed_at, no_show_at,
      cancelled_at, cancelled_by_kind, cancelled_by, cancel_reason)
    select appointment_id, slot_id, patient_id, doctor_id, specialty_id, site_id, doctor_id, local_date, starts_at, ends_at,
      case when patient % 2 = 0 then 'portal' when slot_id % 4 = 1 then 'desk' else 'phone' end::appointment_channel, status,
      case status when 'booked' then 0 when 'in_consultation' then 2 when 'completed' then 3 else 1 end, booked_at,
      ${bookedBy(sql)}, bench.id('key', slot_id),
      case when status in ('arrived', 'in_consultation', 'completed') then starts_at - interval '5 minutes' end,
      case when status in ('in_consultation', 'completed') then starts_at end,
      case when status = 'completed' then ends_at end, case when status = 'no_show' then ends_at end,
      case when status = 'cancelled' then booked_at + interval '1 hour' end,
      case when status = 'cancelled' then ${bookerKind(sql)} end, case when status = 'cancelled' then ${bookedBy(sql)} end,
      case when status = 'cancelled' then 'cannot-attend' end
    from week_slot where status is not null order by booked_at`;
}

/** Two events an appointment that ended, one for any other; a message (sent) for each patient with an address. */
async function writeHistory(sql: Sql): Promise<void> {
  await sql`
    insert into event (id, at, type, actor_kind, actor_id, appointment_id, patient_id, doctor_id, specialty_id, local_date, data)
    overriding system value
    select slot_id * 2 - 1, booked_at, 'appointment.booked', ${bookerKind(sql)}, ${bookedBy(sql)}, appointment_id,
      patient_id, doctor_id, specialty_id, local_date, '{"status": "booked", "revision": 0}'
    from week_slot where status is not null
    union all
    select slot_id * 2, case status when 'cancelled' then booked_at + interval '1 hour' else ends_at end,
      case status when 'completed' then 'appointment.completed' when 'no_show' then 'appointment.no-show-marked' else 'appointment.cancelled' end,
      case status when 'cancelled' then ${bookerKind(sql)} else 'secretary' end, case status when 'cancelled' then ${bookedBy(sql)} else secretary end, appointment_id,
      patient_id, doctor_id, specialty_id, local_date, jsonb_build_object('status', status)
    from week_slot where status in ('completed', 'no_show', 'cancelled')
    order by 2`;
  await sql`
    insert into notification (id, kind, recipient, appointment_id, revision, status, dispatched_at, attempts, created_at, sent_at)
    select bench.id_at(booked_at, -slot_id), 'appointment-booked', 'paciente' || patient || '@bench.test', appointment_id, 0, 'sent', booked_at, 1, booked_at, booked_at
    from week_slot where status is not null and patient % 2 = 0 order by booked_at`;
}

const bookedBy = (sql: Sql) => sql`coalesce(account, secretary)`;
const bookerKind = (sql: Sql) =>
  sql`(case when account is null then 'secretary' else 'patient' end)::actor_kind`;
