import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const TONES = {
  info: { box: 'bg-brand-soft text-brand-ink', Icon: Info },
  success: { box: 'bg-brand-soft text-brand-ink', Icon: CircleCheck },
  warning: { box: 'bg-accent-soft text-accent-ink', Icon: TriangleAlert },
  danger: { box: 'bg-danger-soft text-danger-ink', Icon: CircleAlert },
} as const;

interface AlertProps {
  tone: keyof typeof TONES;
  children: ReactNode;
}

/** Says at once what happened, next to where it happened. Faults interrupt; the rest waits its turn. */
export function Alert({ tone, children }: AlertProps) {
  const { box, Icon } = TONES[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={`flex items-start gap-2.5 rounded-control px-3.5 py-2.5 text-sm ${box}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
