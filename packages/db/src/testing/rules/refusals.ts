import { keysAndReferences } from './keys-and-references.ts';
import type { Refusal } from './refusal.ts';
import { id } from './world.ts';

const ofBooked = (changes: string) => `update appointment set ${changes} where id = '${id.booked}'`;
const ofPatient = (who: 'ana' | 'beto' | 'carla' | 'merged', changes: string) =>
  `update patient set ${changes} where id = '${id[who]}'`;

const during = (table: string, row: string): Refusal => ({
  refuses: [
    `update ${table} set ends_at = starts_at where ${row}`,
    `update ${table} set ends_at = starts_at - interval '1 minute' where ${row}`,
    `update ${table} set ends_at = 'infinity' where ${row}`,
    `update ${table} set starts_at = '-infinity' where ${row}`,
  ],
  allows: [`update ${table} set ends_at = starts_at + interval '1 microsecond' where ${row}`],
});

const minutes = (table: string): Refusal => ({
  refuses: [
    `update ${table} set slot_minutes = 4 where id = 1`,
    `update ${table} set slot_minutes = 241 where id = 1`,
  ],
  allows: [
    `update ${table} set slot_minutes = 5 where id = 1`,
    `update ${table} set slot_minutes = 240 where id = 1`,
  ],
});

const addSlot = (doctor: number, from: string, until: string, status = 'free') => `
  insert into slot (schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, status)
  values (1, ${doctor}, 1, 1, '2030-06-03', '2030-06-03T${from}Z', '2030-06-03T${until}Z', '${status}')`;

const addSchedule = (room: number | null, from: string, until: string, status = 'published') => `
  insert into schedule (doctor_id, specialty_id, site_id, room_id, local_date, starts_at, ends_at, slot_minutes, status)
  values (2, 1, 1, ${room}, '2030-06-03', '2030-06-03T${from}Z', '2030-06-03T${until}Z', 20, '${status}')`;

const addAppointment = (overrides: Partial<Record<'slot' | 'patient' | 'kind' | 'from' | 'key', string>>) => {
  const { slot = '5', patient = id.beto, kind = 'regular', from = '12:00', key = 'null' } = overrides;
  return `
    insert into appointment (slot_id, patient_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at, channel, kind,
      booked_at, booked_by, idempotency_key)
    values (${slot}, '${patient}', 2, 1, 1, '2030-06-03', '2030-06-03T${from}Z', timestamptz '2030-06-03T${from}Z' + interval '20 minutes',
      'desk', '${kind}', now(), '${id.secretary}', ${key})`;
};

const addAccount = (role: string, email: string) => `
  insert into "user" (role, email, password_hash, first_name, last_name) values ('${role}', '${email}', 'x', 'Otra', 'Persona')`;

const addPatient = (document: string, account: string | null, proven: boolean) => `
  insert into patient (user_id, account_proven_at, account_proof, document_number, document_verified, first_name, last_name, search_name, phone)
  values (${account && `'${account}'`}, ${proven ? "now(), 'desk'" : 'null, null'}, '${document}', false, 'Otra', 'Persona', 'persona otra', '1')`;

/** Every constraint and unique index, by its name. */
export const refusals: Record<string, Refusal> = {
  appointment_during: during('appointment', `id = '${id.booked}'`),
  appointment_regular_has_slot: {
    refuses: [ofBooked('slot_id = null')],
    allows: [ofBooked(`slot_id = null, kind = 'overbook'`)],
  },
  appointment_cancelled_says_why: {
    refuses: [
      ofBooked(`status = 'cancelled'`),
      ofBooked(`cancelled_at = now(), cancelled_by_kind = 'patient', cancel_reason = 'patient-request'`),
      ofBooked(`status = 'cancelled', cancelled_at = now(), cancelled_by_kind = 'patient'`),
      ofBooked(`status = 'cancelled', cancelled_at = now(), cancel_reason = 'patient-request'`),
      ofBooked(`cancel_reason = 'patient-request'`),
      ofBooked(`cancelled_by_kind = 'patient'`),
    ],
    allows: [
      ofBooked(
        `status = 'cancelled', cancelled_at = now(), cancelled_by_kind = 'patient', cancel_reason = 'patient-request'`,
      ),
    ],
  },
  appointment_no_show_says_when: {
    refuses: [ofBooked(`status = 'no_show'`), ofBooked('no_show_at = now()')],
    allows: [ofBooked(`status = 'no_show', no_show_at = now()`)],
  },
  appointment_completed_says_when: {
    refuses: [ofBooked(`status = 'completed'`), ofBooked('completed_at = now()')],
    allows: [ofBooked(`status = 'completed', completed_at = now()`)],
  },
  appointment_in_consultation_says_when: {
    refuses: [ofBooked(`status = 'in_consultation'`)],
    allows: [
      ofBooked(`status = 'in_consultation', started_at = now()`),
      ofBooked(`status = 'completed', started_at = now(), completed_at = now()`),
    ],
  },
  appointment_arrived_says_when: {
    refuses: [ofBooked(`status = 'arrived'`)],
    allows: [ofBooked(`status = 'arrived', arrived_at = now()`), ofBooked('arrived_at = now()')],
  },
  appointment_moved_has_origin: {
    refuses: [
      ofBooked(`rescheduled_from_id = '${id.moved}'`),
      ofBooked(`origin_id = '${id.moved}'`),
      `update appointment set origin_id = null where id = '${id.moved}'`,
    ],
    allows: [ofBooked(`rescheduled_from_id = '${id.moved}', origin_id = '${id.cancelled}'`)],
  },
  appointment_one_a_slot: {
    refuses: [addAppointment({ slot: '1' })],
    allows: [addAppointment({ slot: '1', kind: 'overbook' }), addAppointment({ slot: '2' })],
  },
  appointment_patient_overlap: {
    refuses: [
      addAppointment({ patient: id.ana }),
      addAppointment({ patient: id.ana, kind: 'overbook', from: '12:19:59.999999' }),
    ],
    allows: [
      addAppointment({ patient: id.ana, from: '12:20' }),
      `${ofBooked(`status = 'no_show', no_show_at = now()`)}; ${addAppointment({ patient: id.ana })}`,
    ],
  },
  appointment_idempotency: {
    refuses: [addAppointment({ key: `'${id.key}'` })],
    allows: [
      addAppointment({ key: `'${id.nobody}'` }),
      `update appointment set booked_by = '${id.anaAccount}' where id = '${id.booked}'; ${addAppointment({ key: `'${id.key}'` })}`,
    ],
  },
  appointment_rescheduled_once: {
    refuses: [ofBooked(`rescheduled_from_id = '${id.cancelled}', origin_id = '${id.cancelled}'`)],
  },
  slot_during: during('slot', 'id = 5'),
  slot_doctor_overlap: {
    refuses: [
      addSlot(1, '12:10', '12:30'),
      addSlot(1, '11:00', '12:00:00.000001'),
      addSlot(1, '11:00', '14:00', 'busy'),
    ],
    allows: [
      addSlot(1, '13:20', '13:40'),
      addSlot(2, '12:20', '12:40'),
      addSlot(1, '12:00', '12:20', 'withdrawn'),
    ],
  },
  schedule_during: during('schedule', 'id = 1'),
  schedule_slot_minutes: minutes('schedule'),
  schedule_room_overlap: {
    refuses: [addSchedule(1, '13:00', '14:00'), addSchedule(1, '11:00', '12:00:00.000001')],
    allows: [
      addSchedule(1, '13:20', '14:00'),
      addSchedule(2, '12:20', '14:00'),
      addSchedule(null, '12:00', '14:00'),
      addSchedule(1, '13:00', '14:00', 'suspended'),
    ],
  },
  doctor_slot_minutes: minutes('doctor'),
  doctor_slug_unique: { refuses: [`update doctor set slug = 'ana-gomez' where id = 2`] },
  doctor_user_id_unique: { refuses: [`update doctor set user_id = '${id.doctorAccount}' where id = 2`] },
  look_shows_somebody: {
    refuses: [
      `insert into look (action, actor_kind, patient_ids) values ('patient.read', 'secretary', '{}')`,
    ],
  },
  notification_sent_says_when: {
    refuses: [
      `update notification set status = 'sent' where status = 'pending'`,
      `update notification set sent_at = now() where status = 'pending'`,
      `update notification set sent_at = null where id = '${id.sentMessage}'`,
    ],
    allows: [`update notification set status = 'sent', sent_at = now() where status = 'pending'`],
  },
  patient_account_proof: {
    refuses: [
      ofPatient('ana', 'account_proof = null'),
      ofPatient('ana', 'account_proven_at = null, document_verified = false'),
      ofPatient('beto', `account_proven_at = now(), account_proof = 'desk'`),
    ],
    allows: [ofPatient('carla', `account_proven_at = now(), account_proof = 'code'`)],
  },
  patient_claimed_is_unverified: {
    refuses: [ofPatient('carla', 'document_verified = true')],
    allows: [
      ofPatient('carla', `document_verified = true, account_proven_at = now(), account_proof = 'desk'`),
    ],
  },
  patient_merged_holds_nothing: {
    refuses: [
      ofPatient('carla', `merged_into_id = '${id.ana}'`),
      ofPatient('beto', `merged_into_id = '${id.ana}'`),
      ofPatient('merged', `merged_into_id = '${id.merged}'`),
    ],
    allows: [ofPatient('beto', `merged_into_id = '${id.ana}', document_verified = false`)],
  },
  patient_document_stands: {
    refuses: [addPatient('28123456', null, false), addPatient('30111222', id.freeAccount, true)],
    allows: [addPatient('28123456', id.freeAccount, false)],
  },
  patient_idempotency: {
    refuses: [`update patient set created_by = '${id.nobody}', idempotency_key = '${id.key}'`],
    allows: [
      `update patient set created_by = id, idempotency_key = '${id.key}'`,
      `update patient set created_by = '${id.nobody}'`,
    ],
  },
  patient_known_by_something: {
    refuses: [
      ofPatient('beto', `document_number = '', birth_date = null, document_verified = false`),
      ofPatient('beto', `document_number = '', birth_date = '1980-08-04', document_verified = true`),
    ],
    allows: [ofPatient('beto', `document_number = '', birth_date = '1980-08-04', document_verified = false`)],
  },
  patient_user_id_unique: { refuses: [addPatient('1', id.anaAccount, false)] },
  room_name_at_site: {
    refuses: [`update room set name = 'Uno' where id = 2`],
    allows: [
      `insert into site (name, address, city, time_zone) values ('Norte', 'x', 'x', 'UTC');
       insert into room (site_id, name) select max(id), 'Uno' from site`,
    ],
  },
  site_name_unique: {
    refuses: [`insert into site (name, address, city, time_zone) values ('Centro', 'x', 'x', 'UTC')`],
  },
  specialty_name_unique: { refuses: [`update specialty set name = 'Clínica' where id = 2`] },
  specialty_slug_unique: { refuses: [`update specialty set slug = 'clinica' where id = 2`] },
  user_email_normalised: { refuses: [addAccount('patient', 'Nueva@correo.test')] },
  user_patient_email: {
    refuses: [addAccount('patient', 'ana@correo.test')],
    allows: [addAccount('secretary', 'ana@correo.test')],
  },
  user_staff_email: {
    refuses: [addAccount('admin', 'gomez@turnos.test'), addAccount('secretary', 'gomez@turnos.test')],
    allows: [addAccount('patient', 'gomez@turnos.test')],
  },

  ...keysAndReferences,
};
