import { describe, expect, it } from 'vitest';
import { anAppointment } from '../testing/agenda-factories.ts';
import { COMMANDS, legalNow, transitionForKey } from './commands.ts';
import { timelineOf } from './timeline.ts';

const startsAt = '2026-08-04T12:00:00.000Z';
const before = Date.parse('2026-08-04T11:50:00.000Z');
const after = Date.parse('2026-08-04T12:10:00.000Z');

describe('what the desk may do', () => {
  it('offers the arrival before the hour, and the absence only after it', () => {
    expect(legalNow(anAppointment(), startsAt, before).transitions).not.toContain('mark-no-show');
    expect(legalNow(anAppointment(), startsAt, after).transitions).toContain('mark-no-show');
  });

  it('moves only what is booked', () => {
    expect(legalNow(anAppointment(), startsAt, before)).toMatchObject({ canMove: true, canCancel: true });
    expect(legalNow(anAppointment({ status: 'arrived' }), startsAt, before).canMove).toBe(false);
    expect(legalNow(anAppointment({ status: 'completed' }), startsAt, after).canCancel).toBe(false);
  });

  it('takes one letter for one legal step, and Z always for the step back', () => {
    const arrived = legalNow(anAppointment({ status: 'arrived' }), startsAt, after).transitions;
    expect(transitionForKey(arrived, 'e')).toBe('start');
    expect(transitionForKey(arrived, 'z')).toBe('undo-arrive');
    expect(transitionForKey(arrived, 'l')).toBeUndefined();
  });

  it('undoes every step with the one that leads back', () => {
    for (const { undo } of Object.values(COMMANDS)) if (undo) expect(COMMANDS[undo].key).toBe('z');
  });
});

describe('the biography of a turno', () => {
  it('tells changes and messages on one line, the latest first', () => {
    const entries = timelineOf({
      history: [
        {
          at: '2026-08-01T10:00:00Z',
          type: 'appointment.booked',
          actor: { kind: 'patient', name: 'Ana' },
          data: {},
        },
        {
          at: '2026-08-03T10:00:00Z',
          type: 'appointment.cancelled',
          actor: { kind: 'secretary', name: 'Luz' },
          data: {},
        },
      ],
      messages: [
        {
          kind: 'appointment-booked',
          recipient: 'ana@example.com',
          status: 'sent',
          createdAt: '2026-08-01T10:00:00Z',
          sentAt: '2026-08-02T10:00:00Z',
          error: null,
        },
      ],
    });
    expect(entries.map((entry) => entry.key)).toEqual(['change-1', 'message-0', 'change-0']);
  });
});
