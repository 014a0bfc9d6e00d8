import { statusLabel } from '@vitalmed/i18n';
import CalendarCheck from 'lucide-solid/icons/calendar-check';
import CircleCheck from 'lucide-solid/icons/circle-check';
import CircleX from 'lucide-solid/icons/circle-x';
import DoorOpen from 'lucide-solid/icons/door-open';
import Hourglass from 'lucide-solid/icons/hourglass';
import UserX from 'lucide-solid/icons/user-x';
import { Dynamic } from 'solid-js/web';
import type { AppointmentView } from '../api/trpc.ts';

type Status = AppointmentView['status'];

const ICONS = {
  booked: CalendarCheck,
  arrived: Hourglass,
  in_consultation: DoorOpen,
  completed: CircleCheck,
  cancelled: CircleX,
  no_show: UserX,
} as const satisfies Record<Status, unknown>;

export function StatusBadge(props: { status: Status }) {
  return (
    <span data-status={props.status} class="status-badge">
      <StatusIcon status={props.status} size={16} />
      {statusLabel(props.status)}
    </span>
  );
}

export function StatusIcon(props: { status: Status; size: number }) {
  return <Dynamic component={ICONS[props.status]} size={props.size} aria-hidden="true" />;
}
