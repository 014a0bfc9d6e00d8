import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { Alert } from '@vitalmed/ui-react';
import { changeTitle } from './change-words.ts';
import type { TurnoChange } from './use-seen.ts';

interface ChangedMeanwhileProps {
  changes: readonly TurnoChange[];
  timeZone: string;
  /** Said after them when what the form is for can't be done any more. */
  ended: string | null;
}

/** What a colleague did to the turno while a form about it was open. */
export function ChangedMeanwhile({ changes, timeZone, ended }: ChangedMeanwhileProps) {
  if (changes.length === 0 && ended === null) return null;
  return (
    <Alert tone="warning">
      {changes.length > 0 && (
        <>
          <p>{m.office_cancel_changed()}</p>
          <ul className="my-1 font-semibold">
            {changes.map((change) => (
              <li key={`${change.at}-${change.type}`}>
                {changeTitle(change)} · {formatDateTimeShort(change.at, timeZone)}
              </li>
            ))}
          </ul>
        </>
      )}
      {ended && <p>{ended}</p>}
    </Alert>
  );
}
