import { formatDateTimeLong, m } from '@vitalmed/i18n';
import CalendarPlus from 'lucide-solid/icons/calendar-plus';
import CalendarSync from 'lucide-solid/icons/calendar-sync';
import X from 'lucide-solid/icons/x';
import { Show } from 'solid-js';
import { calendarFile } from '../api/appointments.ts';
import type { AppointmentView } from '../api/trpc.ts';

/** Only what may still be done. The names say which turno, for those who hear the buttons one by one. */
export function AppointmentActions(props: { of: AppointmentView; onCancel: () => void }) {
  const which = () => formatDateTimeLong(props.of.startsAt, props.of.site.timeZone);
  return (
    <div class="flex flex-wrap gap-2" data-print="no">
      <Show when={props.of.canReschedule}>
        <a
          class="btn btn-quiet"
          href={`/mis-turnos/${props.of.id}/cambiar`}
          aria-label={`${m.portal_reschedule()}: ${which()}`}
        >
          <CalendarSync size={20} aria-hidden="true" />
          {m.portal_reschedule()}
        </a>
      </Show>
      <Show when={props.of.canCancel}>
        <button
          type="button"
          class="btn btn-ghost text-danger-ink hover:bg-danger-soft"
          aria-label={`${m.portal_cancel()}: ${which()}`}
          onClick={() => props.onCancel()}
        >
          <X size={20} aria-hidden="true" />
          {m.portal_cancel_short()}
        </button>
      </Show>
      <a
        class="btn btn-quiet"
        href={calendarFile(props.of.id)}
        download=""
        rel="external"
        aria-label={`${m.portal_add_to_calendar()}: ${which()}`}
      >
        <CalendarPlus size={20} aria-hidden="true" />
        {m.portal_add_to_calendar()}
      </a>
    </div>
  );
}
