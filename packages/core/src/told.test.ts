import { describe, expect, it } from 'vitest';
import { type EarlierMessage, lastTold } from './told.ts';

const message = (
  kind: 'booked' | 'cancelled' | 'rescheduled',
  status: EarlierMessage['status'],
  appointmentId = 'first',
): EarlierMessage => ({ kind: `appointment-${kind}`, status, appointmentId });

describe('what the patient was last told of a turno', () => {
  it('is the last message that was sent', () => {
    const sent = [message('booked', 'sent'), message('rescheduled', 'sent', 'second')];
    expect(lastTold(sent)).toEqual({ state: 'active', appointmentId: 'second', sure: true });
    expect(lastTold([...sent, message('cancelled', 'sent', 'second')])).toEqual({
      state: 'cancelled',
      sure: true,
    });
  });

  it('isn’t changed by what was left unsent', () => {
    expect(lastTold([message('booked', 'sent'), message('rescheduled', 'skipped', 'second')])).toEqual({
      state: 'active',
      appointmentId: 'first',
      sure: true,
    });
    expect(lastTold([message('booked', 'skipped')])).toEqual({ state: 'nothing', sure: true });
  });

  it.each(['pending', 'failed', 'unknown'] as const)('is not sure after one that is %s', (status) => {
    expect(lastTold([message('booked', 'sent'), message('rescheduled', status, 'second')])).toMatchObject({
      appointmentId: 'first',
      sure: false,
    });
    expect(lastTold([message('booked', status)])).toEqual({ state: 'nothing', sure: false });
  });

  it('is not sure to be nothing where no booking was to be told: somebody booked by telephone knows', () => {
    expect(lastTold([])).toEqual({ state: 'nothing', sure: false });
    expect(lastTold([message('rescheduled', 'skipped', 'second')])).toEqual({
      state: 'nothing',
      sure: false,
    });
  });
});
