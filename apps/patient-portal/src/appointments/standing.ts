import { m } from '@vitalmed/i18n';
import type { AppointmentView } from '../api/trpc.ts';

/** How a turno stands now, as its patient would say it: 'over' is one whose time went by and nobody marked. */
export type Standing =
  | 'ahead'
  | 'now'
  | 'over'
  | 'waiting'
  | 'inside'
  | 'attended'
  | 'missed'
  | 'cancelled'
  | 'moved';

type Standable = Pick<AppointmentView, 'status' | 'startsAt' | 'endsAt' | 'rescheduledToId'>;

/** `now` in epoch milliseconds. */
export function standingOf(appointment: Standable, now: number): Standing {
  switch (appointment.status) {
    case 'booked':
      if (now < Date.parse(appointment.startsAt)) return 'ahead';
      return now < Date.parse(appointment.endsAt) ? 'now' : 'over';
    case 'arrived':
      return 'waiting';
    case 'in_consultation':
      return 'inside';
    case 'completed':
      return 'attended';
    case 'no_show':
      return 'missed';
    case 'cancelled':
      return appointment.rescheduledToId ? 'moved' : 'cancelled';
    default:
      return appointment.status satisfies never;
  }
}

const words = {
  ahead: m.portal_your_turn,
  now: m.portal_standing_now,
  over: m.portal_standing_over,
  waiting: m.portal_standing_waiting,
  inside: m.portal_standing_inside,
  attended: m.portal_standing_attended,
  missed: m.portal_standing_missed,
  cancelled: m.portal_standing_cancelled,
  moved: m.portal_standing_moved,
} satisfies Record<Standing, () => string>;

export function standingTitle(standing: Standing): string {
  return words[standing]();
}
