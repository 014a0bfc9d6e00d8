import { formatDateTimeLong } from '@vitalmed/i18n';
import type { AppointmentInMail, Locale } from './port.ts';

/** "martes 4 de agosto, 9:20 h", in the site's own time. */
export function sayWhen({ startsAt, site }: AppointmentInMail, locale: Locale): string {
  return formatDateTimeLong(startsAt, site.timeZone, { locale });
}
