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
  pending: boolean;
  onCommand(command: TransitionCommand): void;
}

export function AppointmentRow({
  appointment,
  now,
  timeZone,
  isToday,
  pending,
  onCommand,
}: AppointmentRowProps) {
  const { status, patient, startsAt } = appointment;
  const over = status === 'cancelled' || status === 'no_show';
  return (
    <li
      data-status={status}
      data-appointment={appointment.id}
      className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-3 border-l-4 border-l-state px-4 py-3 md:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <time dateTime={startsAt} className="w-14 text-right font-bold text-xl">
        {formatClock(startsAt, timeZone)}
      </time>
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className={`font-semibold text-lg ${over ? 'line-through decoration-2' : ''}`}>
            {patient.name}
          </span>
          <StatusBadge status={status} />
          {isToday && <WaitNote appointment={appointment} now={now} />}
        </p>
        <PatientFacts appointment={appointment} />
      </div>
      <div className="col-start-2 md:col-start-auto">
        <CommandButtons appointment={appointment} pending={pending} onCommand={onCommand} />
      </div>
    </li>
  );
}
