import { cancelReasonLabel, formatDateTimeLong } from '@vitalmed/i18n';
import { Show } from 'solid-js';
import type { AppointmentView } from '../api/trpc.ts';
import { StatusBadge } from './status-badge.tsx';

/** One that nothing can be done about any more. */
export function PastAppointment(props: { of: AppointmentView }) {
  return (
    <article class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 py-4">
      <div class="min-w-0">
        <h3 class="text-base first-letter:uppercase">
          {formatDateTimeLong(props.of.startsAt, props.of.site.timeZone, { year: true })}
        </h3>
        <p class="text-muted">
          {props.of.doctor.name} · {props.of.specialty.name} · {props.of.site.name}
        </p>
        <Show when={props.of.cancellation}>
          {(cancellation) => <p class="text-sm text-muted">{cancelReasonLabel(cancellation().reason)}</p>}
        </Show>
      </div>
      <StatusBadge status={props.of.status} />
    </article>
  );
}
