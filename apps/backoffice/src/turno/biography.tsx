import { ACTOR_KINDS, type ActorKind, CANCEL_REASONS, type CancelReason } from '@vitalmed/core';
import { actorLabel, cancelReasonLabel, eventLabel, formatDateTimeShort, m } from '@vitalmed/i18n';
import { History, Mail, MailWarning } from 'lucide-react';
import { useMemo } from 'react';
import type { AppointmentFile } from '../api/trpc.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

interface BiographyProps {
  file: AppointmentFile;
}

/** What happened to this turno: who, when, why, and what the patient was told. */
export function Biography({ file }: BiographyProps) {
  const entries = useMemo(() => timelineOf(file), [file]);
  const { timeZone } = file.appointment.site;
  return (
    <section aria-label={m.office_history()}>
      <h3 className="mb-2 text-base">{m.office_history()}</h3>
      <ol className="relative flex flex-col gap-3 border-line border-l-2 pl-4">
        {entries.map((entry) => (
          <li key={entry.key} className="relative text-sm">
            <span className="absolute top-0 -left-[1.72rem] flex size-5 items-center justify-center rounded-full bg-sunk text-muted">
              <EntryIcon entry={entry} />
            </span>
            <EntryText entry={entry} />
            <time dateTime={entry.at} className="text-muted">
              {formatDateTimeShort(entry.at, timeZone)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function EntryIcon({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === 'change') return <History aria-hidden className="size-3" />;
  return entry.message.error ? (
    <MailWarning aria-hidden className="size-3" />
  ) : (
    <Mail aria-hidden className="size-3" />
  );
}

function isActorKind(value: string): value is ActorKind {
  return ACTOR_KINDS.some((kind) => kind === value);
}

function isCancelReason(value: unknown): value is CancelReason {
  return CANCEL_REASONS.some((reason) => reason === value);
}

/** The reason and the note that the change was made with, where it has them. */
function why(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const { reason, note } = data as { reason?: unknown; note?: unknown };
  const words = [
    isCancelReason(reason) ? cancelReasonLabel(reason) : null,
    typeof note === 'string' && note ? `“${note}”` : null,
  ];
  return words.filter(Boolean).join(' · ');
}

function EntryText({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === 'change') {
    const { actor, type, data } = entry.change;
    const reason = why(data);
    return (
      <>
        <p>
          <strong>{eventLabel(type)}</strong> ·{' '}
          {actor.name || (isActorKind(actor.kind) && actorLabel(actor.kind))}
        </p>
        {reason && <p>{reason}</p>}
      </>
    );
  }
  const { message } = entry;
  return (
    <p className={message.error ? 'text-danger-ink' : ''}>
      <strong>{messageState(message.status)}</strong> · {message.recipient}
    </p>
  );
}

function messageState(status: string): string {
  if (status === 'sent') return m.office_message_sent();
  return status === 'failed' ? m.office_message_failed() : m.office_message_waiting();
}
