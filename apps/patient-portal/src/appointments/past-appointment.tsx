import { cancelReasonLabel, formatDateTimeLong, statusLabel } from '@vitalmed/i18n';
import CalendarCheck from 'lucide-solid/icons/calendar-check';
import CircleCheck from 'lucide-solid/icons/circle-check';
import CircleX from 'lucide-solid/icons/circle-x';
import DoorOpen from 'lucide-solid/icons/door-open';
import Hourglass from 'lucide-solid/icons/hourglass';
import UserX from 'lucide-solid/icons/user-x';
import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { AppointmentView } from '../api/trpc.ts';

const ICONS = {
  booked: CalendarCheck,
  arrived: Hourglass,
  in_consultation: DoorOpen,
  completed: CircleCheck,
  cancelled: CircleX,
  no_show: UserX,
} as const satisfies Record<AppointmentView['status'], unknown>;

export function PastAppointment(props: { of: AppointmentView }) {
  return (
    <article class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 py-4">
      <div>
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
      <span data-status={props.of.status} class="status-badge">
        <Dynamic component={ICONS[props.of.status]} size={16} aria-hidden="true" />
        {statusLabel(props.of.status)}
      </span>
    </article>
  );
}
