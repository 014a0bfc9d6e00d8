export type SlotState =
  | 'free'
  | 'withdrawn'
  | 'booked'
  | 'arrived'
  | 'in_consultation'
  | 'completed'
  | 'cancelled'
  | 'no_show';

const RING = 'M12 2a10 10 0 0 1 0 20a10 10 0 0 1 0-20Z';

/** One outline each, on a square of 24: an agenda shows hundreds, and every further node is felt. */
const OUTLINES: Record<SlotState, string> = {
  free: 'M10.1 2.2A10 10 0 0 1 13.9 2.2M17.6 3.7A10 10 0 0 1 20.3 6.4M21.8 10.1A10 10 0 0 1 21.8 13.9M20.3 17.6A10 10 0 0 1 17.6 20.3M13.9 21.8A10 10 0 0 1 10.1 21.8M6.4 20.3A10 10 0 0 1 3.7 17.6M2.2 13.9A10 10 0 0 1 2.2 10.1M3.7 6.4A10 10 0 0 1 6.4 3.7',
  withdrawn:
    'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM7 11V7a5 5 0 0 1 10 0v4',
  booked:
    'M5 3.5h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-14a2 2 0 0 1 2-2ZM3 9h18M8 2v3.5M16 2v3.5M8.8 15l2.2 2.1 4.2-4.2',
  arrived: 'M3 12h12M10 7l5 5-5 5M15 3h4a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-4',
  in_consultation:
    'M5 2.5H4a2 2 0 0 0-2 2V9a6 6 0 0 0 12 0V4.5a2 2 0 0 0-2-2h-1M8 15.2a6 6 0 0 0 12 0V12M20 8a2 2 0 0 1 0 4a2 2 0 0 1 0-4Z',
  completed: `${RING}M7.8 12.4l2.9 2.8 5.5-5.7`,
  cancelled: `${RING}M5 5l14 14`,
  no_show:
    'M9 3.5a4 4 0 0 1 0 8a4 4 0 0 1 0-8ZM2 21v-1.5a4.5 4.5 0 0 1 4.5-4.5h5a4.5 4.5 0 0 1 4.5 4.5V21M17 8.5l4.5 4.5M21.5 8.5L17 13',
};

const PEN = 'shrink-0 fill-none stroke-2 stroke-current [stroke-linecap:round] [stroke-linejoin:round]';

interface StatusIconProps {
  status: SlotState;
  className?: string;
}

/** A shape for each state, so that no one has to tell them by colour. The word must stand near it. */
export function StatusIcon({ status, className = 'size-4' }: StatusIconProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`${PEN} ${className}`}>
      <path d={OUTLINES[status]} />
    </svg>
  );
}
