import { randomUUID } from 'node:crypto';
import { call } from './call.ts';
import type { Side } from './planted-world.ts';
import type { Ground } from './walk.ts';

/**
 * Something of every kind happens to a side at the desk, in words that nobody outside may read. Its appointment has to be
 * 'arrived'. The last is the end of the appointment that it answers with, then an opening.
 */
export async function everythingChanges(
  { api, world }: Ground,
  side: Side,
  { note, openedOn }: { note: string; openedOn: string },
): Promise<string> {
  const { token } = world.people.secretary;
  async function act(path: string, input: unknown): Promise<Answered> {
    const { data, text } = await call(api, 'backoffice', path, input, { token });
    if (!data) throw new Error(`${path}: ${text}`);
    return data as Answered;
  }
  const key = () => ({ idempotencyKey: randomUUID() });
  const opening = {
    doctorIds: [side.doctor.doctorId],
    siteId: side.siteId,
    roomId: null,
    specialtyId: null,
    ranges: [{ from: '18:00', to: '19:00' }],
    slotMinutes: 20,
  };
  const { otherFreeSlotId: slotId, freeSlotId, appointmentId, revision, movedId } = side;
  await act('appointments.transition', { id: appointmentId, revision, command: 'start' });
  await act('slots.withdraw', { slotIds: [slotId], reason: note });
  await act('slots.release', { slotIds: [slotId] });
  const moved = await act('appointments.reschedule', {
    id: movedId,
    revision: 0,
    slotId: freeSlotId,
    ...key(),
  });
  await act('appointments.cancel', { ...handle(moved), reason: 'administrative', note, notify: true });
  const opened = await act('schedules.open', { ...opening, dates: [side.date], ...key() });
  await act('schedules.undoOpening', { scheduleIds: opened.schedules.map(({ id }) => id) });
  const patientId = side.patient.patientId;
  const booked = await act('appointments.book', { slotId, patientId, channel: 'phone', ...key() });
  await act('appointments.cancel', { ...handle(booked), reason: 'other', note, notify: false });
  await act('schedules.open', { ...opening, dates: [openedOn], ...key() });
  return booked.appointment.id;
}

type Answered = { appointment: { id: string; revision: number }; schedules: { id: number }[] };

const handle = ({ appointment }: Answered) => ({ id: appointment.id, revision: appointment.revision });
