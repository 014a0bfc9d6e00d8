import { m } from '@vitalmed/i18n';
import type { ComponentType, FunctionComponent, ReactNode } from 'react';
import { Skeleton } from '../feedback/skeleton.tsx';
import { FailedPart } from './failed-part.tsx';
import { type LatePart, latePart } from './late-part.ts';
import { PlainDialog } from './plain-dialog.tsx';
import { useLatePart } from './use-late-part.ts';

/** A screen that arrives late. */
export function lateScreen(load: () => Promise<FunctionComponent>, waiting: ReactNode): FunctionComponent {
  const part = latePart(load);
  return () => (
    <InPlace part={part} waiting={waiting} isScreen>
      {(Screen) => <Screen />}
    </InPlace>
  );
}

/** A component that arrives late and has a place on the screen: what waits or failed stands in that place. */
export function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): FunctionComponent<P> {
  const part = latePart(load);
  return (props) => (
    <InPlace part={part} waiting={waiting} onClose={closerOf(props)}>
      {(Part) => <Part {...props} />}
    </InPlace>
  );
}

/** A dialog or a menu that arrives late: what waits or failed stands over the screen, as it would. */
export function lateOverlay<P extends object>(load: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  const part = latePart(load);
  return (props) => (
    <Overlaid part={part} onClose={closerOf(props)}>
      {(Part) => <Part {...props} />}
    </Overlaid>
  );
}

interface LateProps<T> {
  part: LatePart<T>;
  /** Where the person can do without the part. */
  onClose?(): void;
  children(part: T): ReactNode;
}

interface InPlaceProps<T> extends LateProps<T> {
  waiting: ReactNode;
  isScreen?: boolean;
}

function InPlace<T>({ part, waiting, isScreen, onClose, children }: InPlaceProps<T>) {
  const arrival = useLatePart(part);
  if (arrival.state === 'here') return children(arrival.part);
  if (arrival.state === 'coming') return waiting;
  const { outdated, again } = arrival;
  return <FailedPart outdated={outdated} isScreen={isScreen} onRetry={again} onClose={onClose} />;
}

export function Overlaid<T>({ part, onClose, children }: LateProps<T>) {
  const arrival = useLatePart(part);
  if (arrival.state === 'here') return children(arrival.part);
  if (arrival.state === 'failed') {
    return (
      <PlainDialog key="failed" label={m.staff_part_failed()} onClose={onClose}>
        <FailedPart outdated={arrival.outdated} onRetry={arrival.again} onClose={onClose} />
      </PlainDialog>
    );
  }
  return (
    <PlainDialog
      key="coming"
      label={m.common_loading()}
      onClose={onClose}
      className="p-5 transition-opacity delay-300 starting:opacity-0"
    >
      <p role="status" className="sr-only">
        {m.common_loading()}
      </p>
      <Skeleton className="h-32 w-full" />
    </PlainDialog>
  );
}

/** The property `onClose` that dialogs, menus and panels have in common. */
function closerOf(props: object): (() => void) | undefined {
  const close: unknown = Reflect.get(props, 'onClose');
  return typeof close === 'function' ? () => void close() : undefined;
}
