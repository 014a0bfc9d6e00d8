import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** Where it stands for a whole screen, which has no other heading then. */
  isScreen?: boolean;
  /** Why it is empty and what to do next. */
  hint?: string;
  /** Actions that lead out of the emptiness. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, isScreen = false, hint, children }: EmptyStateProps) {
  const Title = isScreen ? 'h1' : 'p';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-5 py-14 text-center">
      {icon && (
        <span className="flex size-14 items-center justify-center rounded-full bg-sunk text-muted">
          {icon}
        </span>
      )}
      <Title className="font-semibold text-lg">{title}</Title>
      {hint && <p className="text-muted">{hint}</p>}
      {children && <div className="mt-2 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
