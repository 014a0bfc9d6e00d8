import { m } from '@vitalmed/i18n';
import { describe, expect, it } from 'vitest';
import { changeDetail, changeTitle, messageDetail, messageTitle } from './change-words.ts';

const at = '2026-08-04T12:00:00Z';
const lucia = { kind: 'secretary', name: 'Lucía Benítez' };

describe('the words of a biography', () => {
  it('say who booked and from where', () => {
    const booked = { at, type: 'appointment.booked', actor: lucia, data: { channel: 'phone' } };
    expect(changeTitle(booked)).toContain('Lucía Benítez');
    expect(changeDetail(booked)).toBe(m.office_by_phone());
    expect(changeDetail({ ...booked, data: { channel: 'portal' } })).toBe(m.office_channel_portal());
    expect(changeDetail({ ...booked, data: { channel: 'pigeon' } })).toBe('');
  });

  it('never say of a message that needn’t be sent that it is still to be', () => {
    expect(messageTitle('pending')).toBe(m.office_message_waiting());
    expect(messageTitle('skipped')).toBe(m.office_message_skipped());
    expect(messageDetail({ status: 'skipped', error: 'undone' })).toBe(m.office_message_skipped_undone());
    expect(messageDetail({ status: 'skipped', error: 'appointment-cancelled' })).toBe(
      m.office_message_skipped_changed(),
    );
    expect(messageDetail({ status: 'failed', error: 'undone' })).toBeNull();
  });
});
