import { connect } from '../client.ts';

/** Tables that grow with each booking, message or visitor: none of them is ever read whole to answer somebody. */
export const growingTables = [
  'account_token',
  'appointment',
  'event',
  'notification',
  'patient',
  'rate_limit',
  'schedule',
  'session',
  'sign_up',
  'slot',
  'user',
] as const;

const doctors = 20;
const days = 150;
const slotsADay = 10;
/** Days of which only the schedule is left. */
const olderDays = 1_500;
const patients = 20_000;

/**
 * Fills an empty database with a network large enough that PostgreSQL uses an index wherever there is one: 30,000
 * slots from two weeks before `from` on, two in three of them booked, and all that comes with them.
 */
export async function fillTables(url: string, from: string): Promise<void> {
  const db = connect(url, { poolSize: 1, largeStatements: true, statementTimeoutMs: 0 });
  const { sql } = db;
  await sql`
    insert into site (name, address, city, time_zone)
    values ('Gran sede', 'Av. Rivadavia 4900', 'Buenos Aires', 'America/Argentina/Buenos_Aires')`;
  await sql`insert into specialty (name, slug) select 'Gran especialidad ' || n, 'gran-' || n from generate_series(1, 20) n`;
  await sql`
    insert into doctor (title, first_name, last_name, slug, slot_minutes)
    select 'Dr.', 'Juan', 'Gran ' || n, 'gran-doctor-' || n, 20 from generate_series(1, ${doctors}) n`;
  await sql`
    insert into doctor_specialty (doctor_id, specialty_id)
    select d.id, s.id from doctor d join specialty s on s.id % 20 = d.id % 20`;
  await sql`
    with account as (
      insert into "user" (role, email, password_hash, first_name, last_name)
      select 'patient', 'persona' || n || '@gran.test', 'x', 'Ana', 'Gran' || n from generate_series(1, ${patients}) n
      returning id, email, last_name
    )
    insert into patient (user_id, account_proven_at, account_proof, document_number, document_verified, first_name,
      last_name, search_name, phone, email)
    select id, ${from}::timestamptz, 'desk', 10000000 + row_number() over (), true, 'Ana', last_name,
      lower(last_name) || ' ana', '+5411' || (40000000 + row_number() over ()), email
    from account`;
  await sql`
    insert into schedule (doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, slot_minutes)
    select d.doctor_id, d.specialty_id, (select min(id) from site), day::date, day + interval '12 hours',
      day + interval '16 hours', 20
    from doctor_specialty d, generate_series(
      ${from}::timestamptz - make_interval(days => ${olderDays}), ${from}::timestamptz + make_interval(days => ${days - 15}),
      '1 day') day`;
  await sql`
    insert into slot (schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, status)
    select s.id, s.doctor_id, s.specialty_id, s.site_id, s.local_date, s.starts_at + n * interval '20 minutes',
      s.starts_at + (n + 1) * interval '20 minutes',
      case when (s.id + n) % 3 = 0 then 'free' else 'busy' end::slot_status
    from schedule s, generate_series(0, ${slotsADay - 1}) n
    where s.starts_at > ${from}::timestamptz - interval '14 days'`;
  await sql`
    with person as (select id, row_number() over () as n from patient),
    taken as (select *, row_number() over (partition by starts_at order by id) as n from slot where status = 'busy')
    insert into appointment (slot_id, patient_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at,
      channel, status, booked_at, completed_at)
    select taken.id, person.id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, 'portal',
      case when starts_at < ${from}::timestamptz then 'completed' else 'booked' end::appointment_status,
      starts_at - interval '7 days', case when starts_at < ${from}::timestamptz then ends_at end
    from taken
    join person on person.n = 1 + (taken.n + 97 * extract(epoch from starts_at)::bigint / 1200) % ${patients}`;
  await sql`
    insert into event (type, at, txid, actor_kind, appointment_id, patient_id, doctor_id, specialty_id, local_date)
    select 'appointment.booked', booked_at, row_number() over () / 200, 'patient', id, patient_id, doctor_id,
      specialty_id, local_date from appointment`;
  await sql`
    with sign_ups as (
      insert into sign_up (email, password_hash, details, locale, expires_at, created_at)
      select email, 'x', '{}', 'es-AR', ${from}::timestamptz + random() * interval '1 day', ${from}::timestamptz
      from patient returning id
    )
    insert into notification (kind, recipient, status, sent_at, sign_up_id)
    select 'sign-up-code', 'ana@gran.test', 'sent', now(), id from sign_ups`;
  await sql`
    with links as (
      insert into account_token (purpose, realm, user_id, expires_at)
      select 'password-reset', 'patient', id, ${from}::timestamptz + random() * interval '1 day' from "user" returning id
    )
    insert into notification (kind, recipient, status, sent_at, account_token_id)
    select 'password-reset', 'ana@gran.test', 'sent', now(), id from links`;
  await sql`
    insert into notification (kind, recipient, status, sent_at, dispatched_at, appointment_id, revision)
    select 'appointment-booked', 'ana@gran.test', case when row_number() over () % 200 = 0 then 'pending' else 'sent' end
      ::notification_status, case when row_number() over () % 200 = 0 then null else now() end, now(), id, 0
    from appointment`;
  await sql`
    insert into session (id, user_id, realm, expires_at, ends_at)
    select md5(id::text), id, 'patient', ${from}::timestamptz + random() * interval '30 days',
      ${from}::timestamptz + interval '60 days' from "user"`;
  await sql`
    insert into rate_limit (key, points, expire)
    select md5(n::text), 1, extract(epoch from now()) * 1000 + n * 1000 from generate_series(1, ${patients}) n`;
  await sql`vacuum (analyze)`;
  await db.close();
}
