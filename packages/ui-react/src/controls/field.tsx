import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  /** Leaves the label to screen readers. */
  labelHidden?: boolean;
  hint?: string;
  error?: string;
  className?: string;
  /** Draws the control; spread the wiring on it so that label, hint and error belong to it. */
  children(wiring: FieldWiring): ReactNode;
}

export function Field({ label, labelHidden = false, hint, error, className = '', children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label className={labelHidden ? 'sr-only' : 'label'} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-sm">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 flex items-center gap-1 text-danger-ink text-sm">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
