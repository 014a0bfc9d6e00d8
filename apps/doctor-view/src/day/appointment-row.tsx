import type { TransitionCommand } from '@vitalmed/core';
import { formatClock } from '@vitalmed/i18n';
import { StatusBadge } from '@vitalmed/ui-react';
import { CommandButtons } from './command-buttons.tsx';
import { PatientFacts } from './patient-facts.tsx';
import type { DayAppointment } from './use-day.ts';
import { WaitNote } from './wait-note.tsx';

interface AppointmentRowProps {
  appointment: DayAppointment;
  now: number;
  timeZone: string;
  isToday: boolean;
  onCommand(command: TransitionCommand): void;
}

export function AppointmentRow({ appointment, now, timeZone, isToday, onCommand }: AppointmentRowProps) {
  const { status, patient, startsAt } = appointment;
  const over = status === 'cancelled' || status === 'no_show';
  // The heading above says it of those who wait and of those to come; among the done each ended in a way of its own.
  const headingSaysIt = status === 'arrived' || status === 'booked';
  return (
    <li
      data-status={status}
      data-appointment={appointment.id}
      tabIndex={-1}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-l-4 border-l-state px-4 py-3"
    >
      <time
        dateTime={startsAt}
        className="w-16 shrink-0 whitespace-nowrap text-right font-bold text-xl tabular-nums"
      >
        {formatClock(startsAt, timeZone)}
      </time>
      <div className="flex min-w-36 flex-1 flex-col gap-0.5">
        <p className={`font-semibold text-lg ${over ? 'text-muted line-through decoration-2' : ''}`}>
          {patient.name}
        </p>
        <PatientFacts appointment={appointment} />
      </div>
      {!headingSaysIt && <StatusBadge status={status} />}
      {isToday && <WaitNote appointment={appointment} now={now} />}
      <CommandButtons appointment={appointment} onCommand={onCommand} />
    </li>
  );
}
