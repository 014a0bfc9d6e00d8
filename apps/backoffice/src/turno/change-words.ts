import { ACTOR_KINDS, type ActorKind, CANCEL_REASONS, type CancelReason } from '@vitalmed/core';
import { actorLabel, cancelReasonLabel, eventLabel, m } from '@vitalmed/i18n';
import type { AppointmentFile } from '../api/trpc.ts';

type Change = AppointmentFile['history'][number];
type Message = AppointmentFile['messages'][number];

function isActorKind(value: string): value is ActorKind {
  return ACTOR_KINDS.some((kind) => kind === value);
}

function isCancelReason(value: unknown): value is CancelReason {
  return CANCEL_REASONS.some((reason) => reason === value);
}

export function changeActor({ actor }: Pick<Change, 'actor'>): string {
  return actor.name || (isActorKind(actor.kind) ? actorLabel(actor.kind) : '');
}

/** "Registró la llegada · Lucía Benítez". */
export function changeTitle(change: Change): string {
  return [eventLabel(change.type), changeActor(change)].filter(Boolean).join(' · ');
}

const CHANNELS: Record<string, (() => string) | undefined> = {
  portal: m.office_channel_portal,
  phone: m.office_by_phone,
  desk: m.office_at_desk,
  api: m.office_channel_api,
};

/** From where it was booked, or with which reason and note it was changed; empty where neither is known. */
export function changeDetail({ data: { channel, reason, note } }: Change): string {
  return [
    typeof channel === 'string' && CHANNELS[channel]?.(),
    isCancelReason(reason) && cancelReasonLabel(reason),
    typeof note === 'string' && note && `“${note}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function messageTitle(status: Message['status']): string {
  switch (status) {
    case 'sent':
      return m.office_message_sent();
    case 'failed':
      return m.office_message_failed();
    case 'skipped':
      return m.office_message_skipped();
    case 'unknown':
      return m.office_message_unknown();
    case 'pending':
      return m.office_message_waiting();
    default:
      return status satisfies never;
  }
}

/** Why a message wasn't sent, where it needn't be; null for any other. */
export function messageDetail({ status, error }: Pick<Message, 'status' | 'error'>): string | null {
  if (status !== 'skipped') return null;
  if (error === 'undone') return m.office_message_skipped_undone();
  return error === 'superseded' ? m.office_message_skipped_superseded() : m.office_message_skipped_changed();
}
