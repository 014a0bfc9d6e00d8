import type { ReactNode } from 'react';

const SIDES = { start: 'left-0', end: 'right-0' } as const;

interface TooltipProps {
  label: string;
  /** Which edge of the control it shares; it grows away from that edge, so choose the one towards the window's. */
  align?: keyof typeof SIDES;
  children: ReactNode;
}

/**
 * Names an icon for those who see it. The name itself is on the control (aria-label), so this layer is
 * only for the eyes: pure CSS, shown on hover and keyboard focus. Absent until then, it makes nothing scroll.
 */
export function Tooltip({ label, align = 'end', children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden
        className={`rise pointer-events-none absolute top-full z-30 mt-1.5 hidden whitespace-nowrap rounded-chip bg-ink px-2 py-1 text-canvas text-xs group-has-focus-visible/tip:block group-hover/tip:block ${SIDES[align]}`}
      >
        {label}
      </span>
    </span>
  );
}
