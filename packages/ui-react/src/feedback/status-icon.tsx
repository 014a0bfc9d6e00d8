import { Ban, CalendarCheck, CircleCheck, CircleDashed, Lock, LogIn, Stethoscope, UserX } from 'lucide-react';

export type SlotState =
  | 'free'
  | 'withdrawn'
  | 'booked'
  | 'arrived'
  | 'in_consultation'
  | 'completed'
  | 'cancelled'
  | 'no_show';

const ICONS = {
  free: CircleDashed,
  withdrawn: Lock,
  booked: CalendarCheck,
  arrived: LogIn,
  in_consultation: Stethoscope,
  completed: CircleCheck,
  cancelled: Ban,
  no_show: UserX,
} as const satisfies Record<SlotState, unknown>;

interface StatusIconProps {
  status: SlotState;
  className?: string;
}

/** A shape for each state, so that no one has to tell them by colour. The word must stand near it. */
export function StatusIcon({ status, className = 'size-4' }: StatusIconProps) {
  const Icon = ICONS[status];
  return <Icon aria-hidden className={`shrink-0 ${className}`} />;
}
