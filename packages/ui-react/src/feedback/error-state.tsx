import { m } from '@vitalmed/i18n';
import { CloudOff } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { EmptyState } from './empty-state.tsx';

interface ErrorStateProps {
  message: string;
  onRetry?(): void;
}

export function ErrorState({ message, onRetry }: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff aria-hidden className="size-7" />}
        title={m.staff_error_title()}
        hint={message}
      >
        {onRetry && <Button onClick={onRetry}>{m.common_retry()}</Button>}
      </EmptyState>
    </div>
  );
}
