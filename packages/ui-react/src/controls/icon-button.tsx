import type { ReactNode } from 'react';
import { Tooltip } from '../overlays/tooltip.tsx';
import { Button, type ButtonProps } from './button.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** Said by screen readers and shown on hover and focus. */
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, className = '', variant = 'ghost', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <Button {...rest} variant={variant} aria-label={label} className={`btn-icon ${className}`}>
        {icon}
      </Button>
    </Tooltip>
  );
}
