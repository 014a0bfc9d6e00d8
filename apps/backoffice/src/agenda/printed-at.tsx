import { formatDateTimeShort, m } from '@vitalmed/i18n';

/** Paper doesn't follow changes: it says from when it is. */
export function PrintedAt({ timeZone }: { timeZone: string }) {
  return (
    <p className="text-sm">{m.office_printed_at({ when: formatDateTimeShort(Date.now(), timeZone) })}</p>
  );
}
