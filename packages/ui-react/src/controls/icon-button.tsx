import type { ReactNode } from 'react';
import { Tooltip } from '../overlays/tooltip.tsx';
import { Button, type ButtonProps } from './button.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** Said by screen readers and shown on hover and focus. */
  label: string;
  icon: ReactNode;
  /** 'start' near the left edge of the window, where a tip that grows to the left would be cut. */
  tipAlign?: 'start' | 'end';
}

export function IconButton({
  tipAlign,
  label,
  icon,
  className = '',
  variant = 'ghost',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} align={tipAlign}>
      <Button {...rest} variant={variant} aria-label={label} className={`btn-icon ${className}`}>
        {icon}
      </Button>
    </Tooltip>
  );
}
