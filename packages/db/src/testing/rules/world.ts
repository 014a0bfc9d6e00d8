import type { Sql } from '../../client.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The rows that acts speak of, by name. Numbered rows are 1 unless an act says otherwise. */
export const id = {
  secretary: uuid(1),
  doctorAccount: uuid(2),
  anaAccount: uuid(3),
  /** An account that only claims its file. */
  carlaAccount: uuid(4),
  /** A patient's account without a file. */
  freeAccount: uuid(5),
  ana: uuid(11),
  /** Known to the desk, without an account. */
  beto: uuid(12),
  carla: uuid(13),
  /** A file whose account was given to Ana's. */
  merged: uuid(14),
  /** Ana's on the first slot, booked; the second was cancelled and moved to the third. */
  booked: uuid(21),
  cancelled: uuid(22),
  moved: uuid(23),
  key: uuid(31),
  link: uuid(41),
  signUp: uuid(42),
  sentMessage: uuid(51),
  /** Names no row. */
  nobody: uuid(99),
} as const;

/** At least one row in every table, in an empty database whose numbers begin with 1. */
export async function buildWorld(sql: Sql): Promise<void> {
  await sql.unsafe(`
    insert into site (name, address, city, time_zone) values ('Centro', 'Av. Rivadavia 4900', 'Buenos Aires', 'America/Argentina/Buenos_Aires');
    insert into room (site_id, name) values (1, 'Uno'), (1, 'Dos');
    insert into specialty (name, slug) values ('Clínica', 'clinica'), ('Cardiología', 'cardiologia');
    insert into "user" (id, role, email, password_hash, first_name, last_name) values
      ('${id.secretary}', 'secretary', 'lucia@turnos.test', 'x', 'Lucía', 'Benítez'),
      ('${id.doctorAccount}', 'doctor', 'gomez@turnos.test', 'x', 'Ana', 'Gómez'),
      ('${id.anaAccount}', 'patient', 'ana@correo.test', 'x', 'Ana', 'Paz'),
      ('${id.carlaAccount}', 'patient', 'carla@correo.test', 'x', 'Carla', 'Suárez'),
      ('${id.freeAccount}', 'patient', 'otra@correo.test', 'x', 'Otra', 'Persona');
    insert into doctor (user_id, title, first_name, last_name, slug) values
      ('${id.doctorAccount}', 'Dra.', 'Ana', 'Gómez', 'ana-gomez'), (null, 'Dr.', 'Juan', 'Ríos', 'juan-rios');
    insert into doctor_specialty (doctor_id, specialty_id) values (1, 1), (2, 1);
    insert into patient (id, user_id, account_proven_at, account_proof, merged_into_id, document_number, document_verified,
        first_name, last_name, search_name, phone, email) values
      ('${id.ana}', '${id.anaAccount}', now(), 'desk', null, '28123456', true, 'Ana', 'Paz', 'paz ana', '+5491145678901', 'ana@correo.test'),
      ('${id.beto}', null, null, null, null, '30111222', true, 'Beto', 'Luna', 'luna beto', '+5491145678902', null),
      ('${id.carla}', '${id.carlaAccount}', null, null, null, '31222333', false, 'Carla', 'Suárez', 'suarez carla', '+5491145678903', null),
      ('${id.merged}', null, null, null, '${id.ana}', '28123456', false, 'Ana', 'Paz', 'paz ana', '+5491145678901', null);
    insert into schedule (doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at, slot_minutes, opening_key, created_by) values
      (1, 1, 1, 1, '2030-06-03', '2030-06-03T12:00Z', '2030-06-03T13:20Z', 20, '${id.key}', '${id.secretary}'),
      (2, 1, 1, 2, '2030-06-03', '2030-06-03T12:00Z', '2030-06-03T12:20Z', 20, null, null);
    insert into slot (schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, status) values
      (1, 1, 1, 1, '2030-06-03', '2030-06-03T12:00Z', '2030-06-03T12:20Z', 'busy'),
      (1, 1, 1, 1, '2030-06-03', '2030-06-03T12:20Z', '2030-06-03T12:40Z', 'free'),
      (1, 1, 1, 1, '2030-06-03', '2030-06-03T12:40Z', '2030-06-03T13:00Z', 'busy'),
      (1, 1, 1, 1, '2030-06-03', '2030-06-03T13:00Z', '2030-06-03T13:20Z', 'free'),
      (2, 2, 1, 1, '2030-06-03', '2030-06-03T12:00Z', '2030-06-03T12:20Z', 'free');
    insert into appointment (id, slot_id, patient_id, doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at,
        channel, status, booked_at, booked_by, idempotency_key, cancelled_at, cancelled_by_kind, cancel_reason, rescheduled_from_id, origin_id)
    select appointment.id, slot.id, patient.id, slot.doctor_id, slot.specialty_id, slot.site_id, 1, slot.local_date, slot.starts_at,
      slot.ends_at, 'desk', appointment.status::appointment_status, '2030-06-01T12:00Z', '${id.secretary}', appointment.key,
      appointment.cancelled_at, appointment.cancelled_by::actor_kind, appointment.reason, appointment.origin, appointment.origin
    from (values
      ('${id.booked}'::uuid, 1, '${id.ana}'::uuid, 'booked', '${id.key}'::uuid, null::timestamptz, null, null, null::uuid),
      ('${id.cancelled}', 2, '${id.ana}', 'cancelled', null, '2030-06-02T12:00Z', 'secretary', 'rescheduled', null),
      ('${id.moved}', 3, '${id.ana}', 'booked', null, null, null, null, '${id.cancelled}')
    ) appointment (id, slot, patient, status, key, cancelled_at, cancelled_by, reason, origin)
    join slot on slot.id = appointment.slot join patient on patient.id = appointment.patient;
    insert into event (type, actor_kind, appointment_id, patient_id) values
      ('appointment.booked', 'secretary', '${id.booked}', '${id.ana}'), ('patient.updated', 'secretary', null, '${id.ana}');
    insert into look (action, actor_kind, patient_ids) values ('patient.read', 'secretary', array['${id.ana}'::uuid]);
    insert into account_token (id, purpose, realm, user_id, patient_id, expires_at) values
      ('${id.link}', 'password-reset', 'patient', '${id.anaAccount}', '${id.ana}', '2030-06-04T12:00Z');
    insert into session (id, user_id, realm, expires_at, ends_at) values
      ('a session', '${id.anaAccount}', 'patient', '2030-06-04T12:00Z', '2030-07-04T12:00Z');
    insert into sign_up (id, email, password_hash, details, locale, expires_at) values
      ('${id.signUp}', 'nueva@correo.test', 'x', '{}', 'es-AR', '2030-06-04T12:00Z');
    insert into notification (id, kind, recipient, appointment_id, account_token_id, sign_up_id, status, sent_at) values
      ('${id.sentMessage}', 'appointment-booked', 'ana@correo.test', '${id.booked}', '${id.link}', '${id.signUp}', 'sent', now()),
      ('${id.nobody}', 'appointment-rescheduled', 'ana@correo.test', '${id.moved}', null, null, 'pending', null);
    insert into rate_limit (key, points, expire) values ('sign-in:somebody', 1, 1907000000000);
  `);
}
