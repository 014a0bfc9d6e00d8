import { formatDateLong, formatTime, localDateOf, m } from '@vitalmed/i18n';
import { Alert, Button, StatusBadge } from '@vitalmed/ui-react';
import { LockOpen } from 'lucide-react';
import { slotState } from '../agenda/slot-state.ts';
import { useSlotBlocking } from '../agenda/use-slot-blocking.ts';
import type { AgendaSlot } from '../api/trpc.ts';
import { BookSlotForm } from '../quick-booking/book-slot-form.tsx';

interface SlotPanelProps {
  slot: AgendaSlot;
  doctorName: string;
  onShow(appointmentId: string): void;
}

/** A slot that nobody has: book it, release it, and see who gave it up. */
export function SlotPanel({ slot, doctorName, onShow }: SlotPanelProps) {
  const blocking = useSlotBlocking();
  const { timeZone } = slot.site;
  const ended = Date.parse(slot.endsAt) <= Date.now();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <StatusBadge status={slotState(slot)} />
        <p className="mt-2 font-bold text-xl first-letter:uppercase">
          {formatDateLong(localDateOf(slot.startsAt, timeZone))}, {formatTime(slot.startsAt, timeZone)}
        </p>
        <p>{doctorName}</p>
        <p className="text-muted">
          {slot.specialty.name} · {slot.site.name}
        </p>
      </div>
      {slot.status === 'withdrawn' && (
        <Button onClick={() => void blocking.release([slot])}>
          <LockOpen aria-hidden className="size-4" />
          {m.office_release()}
        </Button>
      )}
      {slot.status === 'free' && ended && <Alert tone="info">{m.office_slot_past()}</Alert>}
      {slot.status === 'free' && !ended && slot.id !== null && (
        <BookSlotForm slotId={slot.id} onBooked={onShow} />
      )}
      {slot.cancelled.length > 0 && (
        <section>
          <h3 className="mb-1 text-sm">{m.office_cancelled_here()}</h3>
          <ul className="flex flex-col gap-1">
            {slot.cancelled.map((gone) => (
              <li key={gone.id}>
                <button type="button" className="link text-left text-sm" onClick={() => onShow(gone.id)}>
                  {gone.patient.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
