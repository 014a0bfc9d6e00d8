import { cloneElement, type HTMLAttributes, type ReactElement } from 'react';

interface TooltipProps {
  label: string;
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * Names an icon for those who see it. The name itself is on the control (aria-label), so this layer is
 * only for the eyes: pure CSS, shown on hover and keyboard focus, gone on Escape with the focus.
 */
export function Tooltip({ label, children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {cloneElement(children)}
      <span
        aria-hidden
        className="pointer-events-none invisible absolute top-full left-1/2 z-30 mt-1.5 -translate-x-1/2 whitespace-nowrap rounded-chip bg-ink px-2 py-1 text-canvas text-xs opacity-0 transition-opacity delay-0 group-has-focus-visible/tip:visible group-has-focus-visible/tip:opacity-100 group-hover/tip:visible group-hover/tip:opacity-100 group-hover/tip:delay-500"
      >
        {label}
      </span>
    </span>
  );
}
