import { statusLabel } from '@vitalmed/i18n';
import { type SlotState, StatusIcon } from './status-icon.tsx';

interface StatusBadgeProps {
  status: SlotState;
  className?: string;
}

export function StatusBadge({ status, className = '' }: StatusBadgeProps) {
  return (
    <span data-status={status} className={`status-badge ${className}`}>
      <StatusIcon status={status} className="size-3.5" />
      {statusLabel(status)}
    </span>
  );
}
