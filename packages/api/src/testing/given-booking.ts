import { randomUUID } from 'node:crypto';
import { call } from './call.ts';
import type { PatientPerson } from './people.ts';
import type { TestApi } from './test-api.ts';

/** The patient books the slot in the portal; the appointment's id. */
export async function givenBooking(
  api: TestApi,
  slotId: number | undefined,
  { token }: PatientPerson,
): Promise<string> {
  const input = { slotId, idempotencyKey: randomUUID() };
  const { data, text } = await call(api, 'patient', 'appointments.book', input, { token });
  if (!data) throw new Error(text);
  return (data as { appointment: { id: string } }).appointment.id;
}
