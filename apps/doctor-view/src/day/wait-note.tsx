import { formatDuration, m } from '@vitalmed/i18n';
import { Hourglass } from 'lucide-react';
import { instant, minutesBetween, type WaitLevel, waitedMinutes, waitLevel } from './day-plan.ts';
import type { DayAppointment } from './use-day.ts';

const TONES: Record<WaitLevel, string> = {
  calm: 'bg-brand-soft text-brand-ink',
  long: 'bg-accent-soft text-accent-ink',
  'too-long': 'bg-danger-soft text-danger-ink',
};

const WORDS: Record<WaitLevel, (inputs: { duration: string }) => string> = {
  calm: m.doctor_wait_calm,
  long: m.doctor_wait_long,
  'too-long': m.doctor_wait_too_long,
};

interface WaitNoteProps {
  appointment: DayAppointment;
  now: number;
}

/** How long someone has been in the waiting room, in colour and in words; or by how much someone is overdue. */
export function WaitNote({ appointment, now }: WaitNoteProps) {
  if (appointment.status === 'booked') {
    const overdue = minutesBetween(instant(appointment.startsAt), now);
    return overdue > 0 ? (
      <span className="text-muted">{m.doctor_not_here_yet({ duration: formatDuration(overdue) })}</span>
    ) : null;
  }
  if (appointment.status !== 'arrived') return null;
  const level = waitLevel(appointment, now);
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-3 py-0.5 font-semibold text-base ${TONES[level]}`}
    >
      <Hourglass aria-hidden className="size-4" />
      {WORDS[level]({ duration: formatDuration(waitedMinutes(appointment, now)) })}
    </span>
  );
}
