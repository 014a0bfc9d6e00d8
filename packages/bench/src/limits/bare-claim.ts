/** Who books in the bare statement, so that the bench finds its bookings again. */
export const bareBooker = '00000000-0000-4000-8000-00000000be7c';

/**
 * The least that a booking must write: claim the slot of a target (`bench.target`), insert the appointment. No
 * session, limits, history, message or answer. `n` is how the program that sends it writes the parameter.
 */
export const bareClaim = (n: string) => `
  with claimed as (
    update slot set status = 'busy'
    where id = (select slot_id from bench.target where n = ${n}) and status = 'free'
    returning id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at
  )
  insert into appointment (slot_id, patient_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at,
    channel, booked_at, booked_by, idempotency_key)
  select id, (select patient_id from bench.target where n = ${n}), doctor_id, specialty_id, site_id, local_date,
    starts_at, ends_at, 'api', now(), '${bareBooker}', gen_random_uuid()
  from claimed`;
