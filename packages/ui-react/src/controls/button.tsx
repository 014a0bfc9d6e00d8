import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';

const VARIANTS = {
  primary: 'btn btn-primary',
  quiet: 'btn btn-quiet',
  ghost: 'btn btn-ghost',
  danger: 'btn btn-danger',
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: keyof typeof VARIANTS;
  /** A request is under way: the button stays in place and focusable, and does not send twice. */
  pending?: boolean;
  /** It has just appeared under a press (`useSettled`): it looks as ever and doesn't act yet. */
  settling?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'quiet',
  pending = false,
  settling = false,
  type = 'button',
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const inert = pending || settling;
  return (
    <button
      {...rest}
      type={inert && type === 'submit' ? 'button' : type}
      aria-disabled={inert || rest['aria-disabled']}
      aria-busy={pending || undefined}
      data-settling={settling || undefined}
      onClick={inert ? undefined : onClick}
      className={`${VARIANTS[variant]} ${className}`}
    >
      {pending && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
