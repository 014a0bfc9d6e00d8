import { cancelReasonLabel, formatDateLong, formatTime, localDateOf, m } from '@vitalmed/i18n';
import { Alert, Button, StatusBadge, useSettled } from '@vitalmed/ui-react';
import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { cancelledIn, movedFrom, slotState } from '../agenda/slot-state.ts';
import { useSlotBlocking } from '../agenda/use-slot-blocking.ts';
import type { AgendaAppointment, AgendaColumn, AgendaSlot } from '../api/trpc.ts';
import { BookSlotForm } from '../quick-booking/book-slot-form.tsx';

interface SlotPanelProps {
  slot: AgendaSlot;
  doctor: AgendaColumn['doctor'];
  onShow(appointmentId: string): void;
}

const hasEnded = (slot: AgendaSlot) => Date.parse(slot.endsAt) <= Date.now();

/** A slot that nobody had when it was opened: book it, release it, and see who gave it up. */
export function SlotPanel({ slot, doctor, onShow }: SlotPanelProps) {
  const blocking = useSlotBlocking();
  const settled = useSettled(slot.status);
  const { timeZone } = slot.site;
  const ended = hasEnded(slot);
  const free = slot.status === 'free' && !ended;
  // The form stays once it was there: what happens to the slot meanwhile is told in it, and nothing typed is lost.
  const [bookable, setBookable] = useState(free);
  if (free && !bookable) setBookable(true);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <StatusBadge status={slotState(slot)} />
        <p className="mt-2 font-bold text-xl first-letter:uppercase">
          {formatDateLong(localDateOf(slot.startsAt, timeZone))}, {formatTime(slot.startsAt, timeZone)}
        </p>
        <p>{doctor.name}</p>
        <p className="text-muted">
          {slot.specialty.name} · {slot.site.name}
        </p>
      </div>
      {slot.status === 'withdrawn' && (
        <>
          <WhyWithdrawn slot={slot} />
          <Button settling={!settled} onClick={() => void blocking.release([slot])}>
            <LockOpen aria-hidden className="size-4" />
            {m.office_release()}
          </Button>
        </>
      )}
      {!bookable && slot.status === 'free' && ended && <Alert tone="info">{m.office_slot_past()}</Alert>}
      {bookable && slot.id !== null && (
        <BookSlotForm slot={{ ...slot, id: slot.id }} doctorId={doctor.id} ended={ended} onBooked={onShow} />
      )}
      <WhoLeft title={m.office_cancelled_here()} left={cancelledIn(slot)} onShow={onShow} />
      <WhoLeft title={m.office_moved_here()} left={movedFrom(slot)} onShow={onShow} />
    </div>
  );
}

function WhyWithdrawn({ slot }: { slot: AgendaSlot }) {
  const absent = cancelledIn(slot).some(({ cancellation }) => cancellation?.reason === 'doctor-absent');
  const reason = slot.withdrawnReason ?? (absent ? cancelReasonLabel('doctor-absent') : null);
  if (reason === null) return null;
  return (
    <p className="rounded-control bg-sunk px-4 py-3">
      <span className="block text-muted text-sm">{m.office_withdrawn_why()}</span>
      {reason}
    </p>
  );
}

interface WhoLeftProps {
  title: string;
  left: readonly AgendaAppointment[];
  onShow(appointmentId: string): void;
}

function WhoLeft({ title, left, onShow }: WhoLeftProps) {
  if (left.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm">{title}</h3>
      <ul className="flex flex-col gap-1">
        {left.map(({ id, patient }) => (
          <li key={id}>
            <button type="button" className="link text-left text-sm" onClick={() => onShow(id)}>
              {patient.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
