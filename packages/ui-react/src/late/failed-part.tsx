import { m } from '@vitalmed/i18n';
import { CloudOff, RefreshCw } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';

interface FailedPartProps {
  outdated: boolean;
  isScreen?: boolean;
  onRetry(): void;
  onClose?(): void;
}

/** In the place of a part that didn't come: why, that it's being asked for, and the ways on. */
export function FailedPart({ outdated, isScreen, onRetry, onClose }: FailedPartProps) {
  const Icon = outdated ? RefreshCw : CloudOff;
  return (
    <div role="alert">
      <EmptyState
        icon={<Icon aria-hidden className="size-7" />}
        title={outdated ? m.staff_part_outdated() : m.staff_part_failed()}
        isScreen={isScreen}
        hint={outdated ? m.staff_part_outdated_hint() : m.staff_part_failed_hint()}
      >
        {outdated ? (
          <Button variant="primary" onClick={() => window.location.reload()}>
            {m.staff_reload()}
          </Button>
        ) : (
          <Button variant="primary" onClick={onRetry}>
            {m.common_retry()}
          </Button>
        )}
        {onClose && <Button onClick={onClose}>{m.common_close()}</Button>}
      </EmptyState>
    </div>
  );
}
