import { eventLabel, formatDateTimeShort, m } from '@vitalmed/i18n';
import { History, Mail, MailWarning } from 'lucide-react';
import { useMemo } from 'react';
import type { AppointmentFile } from '../api/trpc.ts';
import { changeActor, changeDetail, messageDetail, messageTitle } from './change-words.ts';
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

/** A message that was rightly not sent has its reason where others have their fault. */
const wentWrong = ({ status, error }: AppointmentFile['messages'][number]) =>
  status !== 'skipped' && error !== null;

function EntryIcon({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === 'change') return <History aria-hidden className="size-3" />;
  return wentWrong(entry.message) ? (
    <MailWarning aria-hidden className="size-3" />
  ) : (
    <Mail aria-hidden className="size-3" />
  );
}

function EntryText({ entry }: { entry: TimelineEntry }) {
  if (entry.kind === 'change') {
    const detail = changeDetail(entry.change);
    return (
      <>
        <p>
          <strong>{eventLabel(entry.change.type)}</strong> · {changeActor(entry.change)}
        </p>
        {detail && <p>{detail}</p>}
      </>
    );
  }
  const { message } = entry;
  const detail = messageDetail(message);
  return (
    <>
      <p className={wentWrong(message) ? 'text-danger-ink' : ''}>
        <strong>{messageTitle(message.status)}</strong> · {message.recipient}
      </p>
      {detail && <p className="text-muted">{detail}</p>}
    </>
  );
}
