import { m } from '@vitalmed/i18n';
import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { EmptyState } from './empty-state.tsx';

interface CrashGuardProps {
  children: ReactNode;
}

/** Around a whole app: a fault of ours is told in words of ours, with a way on. */
export class CrashGuard extends Component<CrashGuardProps, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <CrashedScreen /> : this.props.children;
  }
}

export function CrashedScreen() {
  return (
    <div role="alert">
      <EmptyState
        icon={<Bug aria-hidden className="size-7" />}
        title={m.staff_crashed()}
        isScreen
        hint={m.staff_crashed_hint()}
      >
        <Button variant="primary" onClick={() => window.location.reload()}>
          {m.staff_reload()}
        </Button>
      </EmptyState>
    </div>
  );
}
