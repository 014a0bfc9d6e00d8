import { addDays } from '@vitalmed/core';
import { formatTime, localDateOf, m } from '@vitalmed/i18n';
import { AccountMenu, Alert, ErrorState, failureMessage } from '@vitalmed/ui-react';
import { useEffect, useState } from 'react';
import { Shell } from '../shell.tsx';
import { DayBar } from './day-bar.tsx';
import { DayBoard } from './day-board.tsx';
import { DaySkeleton } from './day-skeleton.tsx';
import { useChosenDate } from './use-chosen-date.ts';
import { useDay } from './use-day.ts';
import { useNow } from './use-now.ts';
import { useSwipe } from './use-swipe.ts';

/** Until the first answer says where the doctor attends. */
const USUAL_ZONE = 'America/Argentina/Buenos_Aires';

export function DayScreen() {
  const now = useNow();
  const [zone, setZone] = useState(USUAL_ZONE);
  const [chosen, choose] = useChosenDate();
  const today = localDateOf(now, zone);
  const date = chosen ?? today;
  const { day, live } = useDay(date);

  const answeredZone = day.data?.timeZone;
  if (answeredZone && answeredZone !== zone) setZone(answeredZone);

  const go = (days: number) => {
    const next = addDays(date, days);
    choose(next === today ? null : next);
  };
  const swipe = useSwipe(
    () => go(-1),
    () => go(1),
  );
  useArrowKeys(go);

  return (
    <Shell account={<AccountMenu />}>
      <div {...swipe} className="mx-auto flex min-h-full max-w-7xl touch-pan-y flex-col gap-5 px-gutter py-5">
        <DayBar
          date={date}
          today={today}
          onGo={go}
          onChoose={(next) => choose(next === today ? null : next)}
        />
        {day.data && (!live || day.isError) && (
          <Alert tone="warning">
            {m.doctor_as_of({ time: formatTime(new Date(day.dataUpdatedAt), zone) })}
          </Alert>
        )}
        {day.isPending && <DaySkeleton />}
        {day.isError && !day.data && (
          <ErrorState message={failureMessage(day.error)} onRetry={() => void day.refetch()} />
        )}
        {day.data && (
          <DayBoard key={date} day={day.data} timeZone={zone} isToday={date === today} now={now} />
        )}
      </div>
    </Shell>
  );
}

/** Left and right turn the page, unless the keys belong to a field that is being edited. */
function useArrowKeys(go: (days: number) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy = event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
      if (busy || isField(event.target)) return;
      if (event.key === 'ArrowLeft') go(-1);
      if (event.key === 'ArrowRight') go(1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, select, textarea, [role="menu"], [role="dialog"]') !== null
  );
}
