import { formatClock } from '@vitalmed/i18n';

/** Minutes since midnight at that instant (ISO-8601) on a clock of that IANA zone. */
export function clockMinutes(instant: string | number, timeZone: string): number {
  const [hours = '0', minutes = '0'] = formatClock(instant, timeZone).split(':');
  return Number(hours) * 60 + Number(minutes);
}
