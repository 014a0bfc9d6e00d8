import { Children, type ReactNode, useId } from 'react';

interface DayListProps {
  title: string;
  children: ReactNode;
}

/** One part of the day with its count; nothing at all when there is nobody in it. */
export function DayList({ title, children }: DayListProps) {
  const heading = useId();
  const count = Children.count(children);
  if (count === 0) return null;
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-2">
      <h2 id={heading} className="flex items-baseline gap-2 text-lg">
        {title} <span className="font-semibold text-base text-muted tabular-nums">{count}</span>
      </h2>
      <ul className="card divide-y divide-line overflow-clip">{children}</ul>
    </section>
  );
}
