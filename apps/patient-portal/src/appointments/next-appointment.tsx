import { formatRelativeDay, localDateOf, m } from '@vitalmed/i18n';
import { Show } from 'solid-js';
import type { AppointmentView } from '../api/trpc.ts';
import { AppointmentTicket, BringNote } from '../booking/appointment-ticket.tsx';
import { AppointmentActions } from './appointment-actions.tsx';

export function NextAppointment(props: { of: AppointmentView; onCancel: () => void }) {
  const today = () => localDateOf(Date.now(), props.of.site.timeZone);
  const when = () => formatRelativeDay(props.of.date, today());
  const soon = () => when() === m.common_today() || when() === m.common_tomorrow();
  return (
    <section aria-label={m.portal_next()}>
      <AppointmentTicket
        of={props.of}
        label={soon() ? m.portal_next_soon({ when: when() }) : m.portal_next()}
      >
        <BringNote />
        <div class="mt-5">
          <Show when={!props.of.canCancel}>
            <p class="mb-3 text-sm text-muted">{m.portal_too_late_note()}</p>
          </Show>
          <AppointmentActions of={props.of} onCancel={props.onCancel} />
        </div>
      </AppointmentTicket>
    </section>
  );
}
