import { formatDuration, m } from '@vitalmed/i18n';
import { Check, Timer } from 'lucide-react';
import { type DayPlan, lateMinutes, type PlannedAppointment } from './day-plan.ts';

interface DayPulseProps {
  plan: DayPlan<PlannedAppointment>;
  free: number;
  now: number;
  isToday: boolean;
}

/** The day in one line: on time or late, how many wait, how many are left, and a bar of it all. */
export function DayPulse({ plan, free, now, isToday }: DayPulseProps) {
  const late = isToday ? lateMinutes(plan, now) : 0;
  const attended = plan.done.filter(({ status }) => status === 'completed').length;
  const counts = [
    isToday && m.doctor_count_waiting({ count: plan.waiting.length }),
    m.doctor_count_coming({ count: plan.coming.length }),
    attended > 0 && m.doctor_count_attended({ count: attended }),
    free > 0 && m.doctor_count_free({ count: free }),
  ].filter((words) => words !== false);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2" role="status">
        {isToday && <Punctuality late={late} />}
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted tabular-nums">
          {counts.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </p>
      </div>
      <ProgressBar plan={plan} />
    </div>
  );
}

function Punctuality({ late }: { late: number }) {
  const Icon = late > 0 ? Timer : Check;
  return (
    <p
      className={`flex items-center gap-2 rounded-full px-4 py-1.5 font-semibold ${
        late > 0 ? 'bg-danger-soft text-danger-ink' : 'bg-brand-soft text-brand-ink'
      }`}
    >
      <Icon aria-hidden className="size-5" />
      {late > 0 ? m.doctor_late({ duration: formatDuration(late) }) : m.doctor_on_time()}
    </p>
  );
}

/** A drawing of the counts beside it, so it says nothing to a screen reader. */
function ProgressBar({ plan }: { plan: DayPlan<PlannedAppointment> }) {
  const inOrder = [...plan.done, ...plan.inside, ...plan.waiting, ...plan.coming];
  return (
    <div aria-hidden className="flex h-2.5 gap-0.5 overflow-hidden rounded-full">
      {inOrder.map(({ id, status }) => (
        <span
          key={id}
          data-status={status}
          className={`flex-1 transition-colors duration-(--calm) ${status === 'booked' ? 'bg-line' : 'bg-state'}`}
        />
      ))}
    </div>
  );
}
