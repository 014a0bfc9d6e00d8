import { id } from './world.ts';

/** What a trigger does, against the world of `world.ts`. */
export type TriggerCase = { forbids: string[] } | { does: { act: string; holds: string }[] };

const accountVersion = (account: string) =>
  `select access_version > 1 as yes from "user" where id = '${account}'`;

/** Every trigger of our own, by its name. Each act it forbids goes through to the next rule once it is gone. */
export const triggers: Record<string, TriggerCase> = {
  event_append_only: { forbids: [`update event set type = 'nothing.happened'`, 'delete from event'] },
  event_append_only_truncate: { forbids: ['truncate event'] },
  look_append_only: { forbids: [`update look set action = 'nothing.read'`, 'delete from look'] },
  look_append_only_truncate: { forbids: ['truncate look'] },
  appointment_never_deleted: {
    forbids: [`delete from appointment where id = '${id.booked}'`, 'truncate appointment cascade'],
  },
  user_access_version: {
    does: [`password_hash = 'y'`, `status = 'disabled'`, `role = 'admin', email = 'lucia@correo.test'`].map(
      (change) => ({
        act: `update "user" set ${change} where id = '${id.secretary}'`,
        holds: accountVersion(id.secretary),
      }),
    ),
  },
  doctor_access_version: {
    does: [
      { act: 'update doctor set active = false where id = 1', holds: accountVersion(id.doctorAccount) },
      {
        act: `update doctor set active = false where id = 1; update "user" set access_version = 1; update doctor set active = true where id = 1`,
        holds: accountVersion(id.doctorAccount),
      },
    ],
  },
};

/** Every index that isn't there to forbid, by its name, with what is looked up through it. */
export const lookups: Record<string, string> = {
  account_token_expiry: `select from account_token where expires_at < now() order by expires_at`,
  account_token_patient: `select from account_token where patient_id = '${id.ana}'`,
  account_token_user: `select from account_token where user_id = '${id.anaAccount}' and created_at > now()`,
  appointment_day: `select from appointment where local_date = '2030-06-03' and starts_at > now() order by starts_at`,
  appointment_doctor_day: `select from appointment where doctor_id = 1`,
  appointment_origin: `select from appointment where origin_id = '${id.cancelled}'`,
  appointment_patient: `select from appointment where patient_id = '${id.ana}' and starts_at > now()`,
  event_appointment: `select from event where appointment_id = '${id.booked}'`,
  event_patient_changed: `select from event where patient_id = '${id.ana}' and type = 'patient.updated' order by id`,
  event_txid: `select from event where txid >= 1000000`,
  look_actor: `select from look where actor_id = '${id.secretary}' and at > now()`,
  look_patients: `select from look where patient_ids @> array['${id.ana}'::uuid]`,
  notification_account_token: `select from notification where account_token_id = '${id.link}'`,
  notification_appointment: `select from notification where appointment_id = '${id.booked}'`,
  notification_line: `select from notification where patient_id = '${id.ana}' and status = 'pending' order by id`,
  notification_sign_up: `select from notification where sign_up_id = '${id.signUp}'`,
  notification_waiting: `select from notification where status = 'pending' order by id`,
  patient_birth_date: `select from patient where birth_date = '1980-08-04'`,
  patient_document: `select from patient where document_number = '28123456'`,
  patient_merged_into: `select from patient where merged_into_id = '${id.ana}'`,
  patient_name_beginnings: `select from patient where name_beginnings(search_name) @> array['gon mar rod']`,
  patient_phone_end: `select from patient where right(phone, 7) = '5678901'`,
  patient_register: `select from patient where search_name collate "C" between 'paz' and 'paz' order by search_name collate "C", document_number`,
  patient_search_name: `select from patient where search_name like '%az a%'`,
  patient_search_numbers: `select from patient where phone like '%45678%'`,
  rate_limit_expire_idx: `select from rate_limit where expire < 1907000000000`,
  schedule_doctor_day: `select from schedule where doctor_id = 1 and local_date = '2030-06-03'`,
  schedule_opening_key: `select from schedule where opening_key = '${id.key}'`,
  session_expiry: `select from session where expires_at < now()`,
  session_user: `select from session where user_id = '${id.anaAccount}'`,
  sign_up_email: `select from sign_up where email = 'nueva@correo.test' and created_at > now()`,
  sign_up_expiry: `select from sign_up where expires_at < now() order by expires_at`,
  slot_day: `select from slot where local_date = '2030-06-03' and starts_at > now() order by starts_at, doctor_id`,
  slot_doctor_day: `select from slot where doctor_id = 1 and local_date = '2030-06-03' order by starts_at`,
  slot_free_doctor: `select from slot where status = 'free' and doctor_id = 1 and starts_at > now() order by starts_at`,
  slot_free_site: `select from slot where status = 'free' and site_id = 1 and starts_at > now() order by starts_at`,
  slot_free_specialty: `select from slot where status = 'free' and specialty_id = 1 and starts_at > now() order by starts_at`,
  slot_schedule: `select from slot where schedule_id = 1`,
};

/** Columns that may hold nothing; every other refuses it. */
export const mayBeEmpty: Record<string, string[]> = {
  account_token: ['used_at', 'patient_id', 'email'],
  appointment: [
    ...['slot_id', 'room_id', 'booked_by', 'confirmed_at', 'arrived_at', 'started_at', 'completed_at'],
    ...['no_show_at', 'cancelled_at', 'cancelled_by_kind', 'cancelled_by', 'cancel_reason', 'cancel_note'],
    ...['rescheduled_from_id', 'origin_id', 'idempotency_key'],
  ],
  doctor: ['user_id'],
  event: [
    'actor_id',
    'appointment_id',
    'patient_id',
    'doctor_id',
    'specialty_id',
    'schedule_id',
    'local_date',
  ],
  look: ['actor_id'],
  notification: [
    ...[
      'appointment_id',
      'patient_id',
      'revision',
      'account_token_id',
      'sign_up_id',
      'dispatched_at',
      'provider_id',
    ],
    ...['last_error', 'sent_at'],
  ],
  patient: [
    'user_id',
    'account_proven_at',
    'account_proof',
    'merged_into_id',
    'birth_date',
    'email',
    'notes',
    'created_by',
    'idempotency_key',
  ],
  rate_limit: ['expire'],
  schedule: ['room_id', 'opening_key', 'created_by'],
  sign_up: ['used_at', 'code_of'],
  site: ['map_url', 'phone', 'whatsapp'],
  slot: ['withdrawn_reason'],
};
