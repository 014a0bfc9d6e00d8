import { formatDateTimeLong, m } from '@vitalmed/i18n';
import { Show } from 'solid-js';
import type { AppointmentView } from '../api/trpc.ts';
import { CallSite } from '../shell/call-site.tsx';
import { AppointmentActions } from './appointment-actions.tsx';

export function UpcomingAppointment(props: { of: AppointmentView; onCancel: () => void }) {
  return (
    <article class="card p-5">
      <h3 class="first-letter:uppercase">{formatDateTimeLong(props.of.startsAt, props.of.site.timeZone)}</h3>
      <p class="mt-1 mb-4 text-muted">
        {props.of.doctor.name} · {props.of.specialty.name} · {props.of.site.name}, {props.of.site.address}
      </p>
      <Show when={!props.of.canCancel}>
        <p class="text-sm text-muted">{m.portal_too_late_note()}</p>
        <CallSite of={props.of.site} />
      </Show>
      <AppointmentActions of={props.of} onCancel={props.onCancel} />
    </article>
  );
}
