import type { Refusal } from './refusal.ts';
import { id } from './world.ts';

/** A row that is already there, once more. */
const twice = (table: string): Refusal => ({
  refuses: [`insert into "${table}" overriding system value select * from "${table}" limit 1`],
});

/** A number or name of nobody's, in a row that is otherwise right. */
const nobodys = (table: string, column: string, where = 'true'): Refusal => {
  const absent = /^(user|patient|appointment|origin|rescheduled|account|sign|merged)/.test(column)
    ? `'${id.nobody}'`
    : '99';
  return {
    refuses: [
      `update "${table}" set ${column} = ${absent} where ctid = (select min(ctid) from "${table}" where ${where})`,
    ],
  };
};

/** Every primary key and every foreign key. */
export const keysAndReferences: Record<string, Refusal> = {
  account_token_pkey: twice('account_token'),
  appointment_pkey: twice('appointment'),
  doctor_pkey: twice('doctor'),
  doctor_specialty_doctor_id_specialty_id_pk: twice('doctor_specialty'),
  event_pkey: twice('event'),
  look_pkey: twice('look'),
  notification_pkey: twice('notification'),
  patient_pkey: twice('patient'),
  rate_limit_pkey: twice('rate_limit'),
  room_pkey: twice('room'),
  schedule_pkey: twice('schedule'),
  session_pkey: twice('session'),
  sign_up_pkey: twice('sign_up'),
  site_pkey: twice('site'),
  slot_pkey: twice('slot'),
  specialty_pkey: twice('specialty'),
  user_pkey: twice('user'),

  account_token_patient_id_patient_id_fk: nobodys('account_token', 'patient_id'),
  account_token_user_id_user_id_fk: nobodys('account_token', 'user_id'),
  appointment_doctor_id_doctor_id_fk: nobodys('appointment', 'doctor_id'),
  appointment_origin_id_appointment_id_fk: nobodys('appointment', 'origin_id', 'origin_id is not null'),
  appointment_patient_id_patient_id_fk: nobodys('appointment', 'patient_id'),
  appointment_rescheduled_from_id_appointment_id_fk: nobodys(
    'appointment',
    'rescheduled_from_id',
    'origin_id is not null',
  ),
  appointment_room_id_room_id_fk: nobodys('appointment', 'room_id'),
  appointment_site_id_site_id_fk: nobodys('appointment', 'site_id'),
  appointment_slot_id_slot_id_fk: nobodys('appointment', 'slot_id'),
  appointment_specialty_id_specialty_id_fk: nobodys('appointment', 'specialty_id'),
  doctor_user_id_user_id_fk: nobodys('doctor', 'user_id'),
  doctor_specialty_doctor_id_doctor_id_fk: nobodys('doctor_specialty', 'doctor_id'),
  doctor_specialty_specialty_id_specialty_id_fk: nobodys('doctor_specialty', 'specialty_id'),
  notification_account_token_id_account_token_id_fk: nobodys('notification', 'account_token_id'),
  notification_appointment_id_appointment_id_fk: nobodys('notification', 'appointment_id'),
  notification_patient_id_patient_id_fk: nobodys('notification', 'patient_id'),
  notification_sign_up_id_sign_up_id_fk: nobodys('notification', 'sign_up_id'),
  patient_merged_into_id_patient_id_fk: nobodys('patient', 'merged_into_id', 'merged_into_id is not null'),
  patient_user_id_user_id_fk: nobodys('patient', 'user_id'),
  room_site_id_site_id_fk: nobodys('room', 'site_id'),
  schedule_doctor_id_doctor_id_fk: nobodys('schedule', 'doctor_id'),
  schedule_room_id_room_id_fk: nobodys('schedule', 'room_id'),
  schedule_site_id_site_id_fk: nobodys('schedule', 'site_id'),
  schedule_specialty_id_specialty_id_fk: nobodys('schedule', 'specialty_id'),
  session_user_id_user_id_fk: nobodys('session', 'user_id'),
  slot_doctor_id_doctor_id_fk: nobodys('slot', 'doctor_id'),
  slot_schedule_id_schedule_id_fk: nobodys('slot', 'schedule_id'),
  slot_site_id_site_id_fk: nobodys('slot', 'site_id'),
  slot_specialty_id_specialty_id_fk: nobodys('slot', 'specialty_id'),
};
