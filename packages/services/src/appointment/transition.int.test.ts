import { randomUUID } from 'node:crypto';
import type { Actor } from '@vitalmed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSlot, openClinic } from '../testing/clinic.ts';
import { getBiography } from './get.ts';
import { changeState, changeStateInOwnDay } from './transition.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

describe('marking attendance', () => {
  it('goes from arrived over attended to done, and back a step, each recorded', async () => {
    const { as, bookedAtDesk, openSlots, secretary } = clinic;
    const [slotId] = await openSlots();
    const appointment = await bookedAtDesk(slotId);
    const doctor: Actor = { kind: 'doctor', userId: randomUUID(), doctorId: appointment.doctor.id };
    const steps = [
      [secretary, 'arrive', 'arrived'],
      [doctor, 'start', 'in_consultation'],
      [doctor, 'complete', 'completed'],
      [doctor, 'undo-complete', 'in_consultation'],
      [doctor, 'complete', 'completed'],
    ] as const;
    for (const [revision, [actor, command, status]] of steps.entries()) {
      const change = actor.kind === 'doctor' ? changeStateInOwnDay : changeState;
      const changed = await change(as(actor, firstSlot), { id: appointment.id, revision, command });
      expect(changed).toMatchObject({ ok: true, appointment: { status, revision: revision + 1 } });
    }
    const life = await getBiography(as(secretary, firstSlot), { id: appointment.id });
    expect(life.ok && life.history).toHaveLength(6);
  });

  it("doesn't exist for another doctor", async () => {
    const { as, bookedAtDesk, openSlots } = clinic;
    const [slotId] = await openSlots();
    const { id } = await bookedAtDesk(slotId);
    const other: Actor = { kind: 'doctor', userId: randomUUID(), doctorId: 999_999 };
    const change = { id, revision: 0, command: 'arrive' as const };
    expect(await changeStateInOwnDay(as(other, firstSlot), change)).toMatchObject({
      ok: false,
      reason: 'not-found',
    });
  });
});
