import type { TransitionCommand } from '@vitalmed/core';
import { formatDuration, formatTime, m } from '@vitalmed/i18n';
import { StatusIcon } from '@vitalmed/ui-react';
import { CommandButtons } from './command-buttons.tsx';
import { instant, minutesBetween } from './day-plan.ts';
import { PatientFacts, VisitFacts } from './patient-facts.tsx';
import type { DayAppointment } from './use-day.ts';
import { WaitNote } from './wait-note.tsx';

interface NowCardProps {
  appointment: DayAppointment;
  now: number;
  timeZone: string;
  /** Nobody is inside: this patient is what the doctor should look at. */
  alone: boolean;
  onCommand(command: TransitionCommand): void;
}

/** The one person who matters now, readable from a step away. */
export function NowCard({ appointment, now, timeZone, alone, onCommand }: NowCardProps) {
  const { status, patient, startsAt } = appointment;
  const inside = status === 'in_consultation';
  const prominent = inside || alone;
  return (
    <article
      data-status={status}
      data-appointment={appointment.id}
      tabIndex={-1}
      className={`card rise flex flex-col gap-4 border-l-8 border-l-state p-gutter ${prominent ? 'shadow-pop' : ''}`}
    >
      <p className="flex items-center gap-2 font-semibold text-state-ink">
        <StatusIcon status={status} className="size-5" />
        {titleOf(status)}
      </p>
      <div className="flex flex-col gap-1">
        <h2 className={prominent ? 'text-2xl sm:text-3xl' : 'text-2xl'}>{patient.name}</h2>
        <PatientFacts appointment={appointment} />
        <VisitFacts appointment={appointment} />
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-lg">
        <time dateTime={startsAt} className="font-bold">
          {formatTime(startsAt, timeZone)}
        </time>
        {inside ? <TimeInside appointment={appointment} now={now} /> : <WaitNote {...{ appointment, now }} />}
      </p>
      <CommandButtons appointment={appointment} onCommand={onCommand} large />
    </article>
  );
}

function titleOf(status: DayAppointment['status']): string {
  if (status === 'in_consultation') return m.doctor_inside();
  return status === 'arrived' ? m.doctor_next() : m.doctor_next_expected();
}

function TimeInside({ appointment, now }: Pick<NowCardProps, 'appointment' | 'now'>) {
  const { startedAt, endsAt } = appointment;
  const over = minutesBetween(instant(endsAt), now);
  return (
    <>
      {startedAt && (
        <span>
          {m.doctor_inside_for({ duration: formatDuration(minutesBetween(instant(startedAt), now)) })}
        </span>
      )}
      {over > 0 && (
        <span className="font-semibold text-danger-ink">
          {m.doctor_over_time({ duration: formatDuration(over) })}
        </span>
      )}
    </>
  );
}
