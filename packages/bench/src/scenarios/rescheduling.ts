import { randomUUID } from 'node:crypto';
import { inTurn } from '../work/in-turn.ts';
import { bookableSlots } from './bookable.ts';
import { mutation, type Scenario } from './world.ts';

type Movable = { id: string; revision: number; patientId: string; doctorId: number };

/** The desk moves appointments to other slots; the bare statement moves others. */
export const reschedule: Scenario = {
  name: 'reschedule',
  what: 'the desk moves an appointment to another slot',
  expected: ['200'],
  writes: { event: 'appointment.rescheduled', each: 1 },
  async prepare({ db, secretaries, network }, { most, number }) {
    const slots = await bookableSlots(db, Math.min(most, network.doctors * 40), number);
    // Whoever has just this one ahead is in nobody's way at the new time.
    const appointments = await db.sql<Movable[]>`
      with chosen as (select id from doctor order by bench.chance(id + ${number} * 9000) limit ${Math.ceil(slots.length / 60) + 5})
      select id, revision, patient_id as "patientId", doctor_id as "doctorId" from appointment a
      where doctor_id in (select id from chosen) and status = 'booked' and kind = 'regular'
        and starts_at between now() + interval '1 day' and now() + interval '85 days'
        and not exists (select from appointment other where other.patient_id = a.patient_id and other.id <> a.id and other.starts_at > now() and other.status <> 'cancelled')
      order by bench.chance(slot_id + ${number}) limit ${slots.length}`;
    const half = Math.floor(appointments.length / 2);
    const moves = appointments.map((appointment, n) => ({ appointment, slotId: inTurn(slots, n).id }));
    return {
      realm: 'backoffice',
      requests: moves
        .slice(0, half)
        .map(({ appointment: { id, revision }, slotId }, n) =>
          mutation(
            'appointments.reschedule',
            { id, revision, slotId, idempotencyKey: randomUUID() },
            inTurn(secretaries, n),
          ),
        ),
      repeat: false,
      limit: {
        by: 'statement',
        items: moves.slice(half).map(({ appointment: { id, revision, ...subject }, slotId }) => ({
          kind: 'move' as const,
          appointmentId: id,
          revision,
          slotId,
          newId: randomUUID(),
          key: randomUUID(),
          subject,
        })),
      },
    };
  },
};
