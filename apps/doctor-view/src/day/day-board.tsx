import { m } from '@vitalmed/i18n';
import { EmptyState } from '@vitalmed/ui-react';
import { CalendarOff, Coffee } from 'lucide-react';
import { AppointmentRow } from './appointment-row.tsx';
import { DayList } from './day-list.tsx';
import { nextUp, planDay } from './day-plan.ts';
import { DayPulse } from './day-pulse.tsx';
import { NowCard } from './now-card.tsx';
import type { Day } from './use-day.ts';
import { useFocusThatFollows } from './use-focus-that-follows.ts';
import { useTransition } from './use-transition.ts';

interface DayBoardProps {
  day: Day;
  /** The IANA zone of the site. */
  timeZone: string;
  isToday: boolean;
  now: number;
}

/** Today: the person who matters now, large, and everyone else in the order of the day. Other days: the list. */
export function DayBoard({ day, timeZone, isToday, now }: DayBoardProps) {
  const { board, ...focus } = useFocusThatFollows();
  const command = useTransition(day.date, focus);
  const plan = planDay(day.appointments);
  const current = isToday ? plan.inside : [];
  const next = isToday ? nextUp(plan) : null;
  const large = new Set([...current, ...(next ? [next] : [])].map(({ id }) => id));
  const rest = <A extends { id: string }>(list: A[]) => list.filter(({ id }) => !large.has(id));

  const row = (appointment: Day['appointments'][number]) => (
    <AppointmentRow
      key={appointment.id}
      {...{ appointment, now, timeZone, isToday }}
      onCommand={(name) => command(appointment.id, name)}
    />
  );

  if (day.appointments.length === 0) return <EmptyDay free={day.free} isToday={isToday} />;
  return (
    <div ref={board} className="flex flex-col gap-5">
      <DayPulse plan={plan} free={day.free} now={now} isToday={isToday} />
      <div
        className={
          isToday
            ? 'grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]'
            : 'flex flex-col gap-6'
        }
      >
        {isToday && (
          <section aria-label={m.doctor_now()} className="flex flex-col gap-4 lg:sticky lg:top-5">
            {[...current, ...(next ? [next] : [])].map((appointment) => (
              <NowCard
                key={appointment.id}
                {...{ appointment, now, timeZone }}
                alone={current.length === 0}
                onCommand={(name) => command(appointment.id, name)}
              />
            ))}
            {large.size === 0 && (
              <div className="card">
                <EmptyState
                  icon={<Coffee aria-hidden className="size-7" />}
                  title={m.doctor_all_done()}
                  hint={m.doctor_all_done_hint()}
                />
              </div>
            )}
          </section>
        )}
        <div className="flex min-w-0 flex-col gap-6">
          <DayList title={m.doctor_waiting()}>{rest(plan.waiting).map(row)}</DayList>
          <DayList title={m.doctor_coming()}>
            {rest([...(isToday ? [] : plan.inside), ...plan.coming]).map(row)}
          </DayList>
          <DayList title={m.doctor_done()}>{plan.done.map(row)}</DayList>
        </div>
      </div>
    </div>
  );
}

interface EmptyDayProps {
  free: number;
  isToday: boolean;
}

function EmptyDay({ free, isToday }: EmptyDayProps) {
  return (
    <EmptyState
      icon={<CalendarOff aria-hidden className="size-7" />}
      title={isToday ? m.doctor_empty_today() : m.doctor_empty_day()}
      hint={free > 0 ? m.doctor_empty_but_open() : m.doctor_empty_closed()}
    />
  );
}
