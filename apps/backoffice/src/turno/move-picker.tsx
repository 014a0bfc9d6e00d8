import { namedSlots } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { Button, ErrorState, failureMessage, Skeleton } from '@vitalmed/ui-react';
import { useState } from 'react';
import { useLiveFreeSlots } from '../agenda/use-agenda-live.ts';
import { type AppointmentFile, trpc } from '../api/trpc.ts';
import { SlotList } from '../quick-booking/slot-list.tsx';
import { useTurnoActions } from './use-turno-actions.ts';

const SLOTS_SHOWN = 40;

interface MovePickerProps {
  file: AppointmentFile;
  slotId: number | null;
  onMoved(appointmentId: string): void;
  onCancel(): void;
}

/** Free slots to move an appointment to. The old one stays the patient's until the new one is. */
export function MovePicker({ file, slotId, onMoved, onCancel }: MovePickerProps) {
  const { appointment } = file;
  const actions = useTurnoActions();
  const [anyDoctor, setAnyDoctor] = useState(false);
  const [from, setFrom] = useState<string | undefined>(undefined);
  const [pending, setPending] = useState(false);
  const shown = {
    doctorId: anyDoctor ? undefined : appointment.doctor.id,
    specialtyId: appointment.specialty.id,
    from,
  };
  useLiveFreeSlots(shown);
  const free = trpc.slots.find.useQuery({ ...shown, limit: SLOTS_SHOWN }, { select: namedSlots });

  async function moveTo(target: { id: number; startsAt: string; site: { timeZone: string } }) {
    setPending(true);
    const moved = await actions.move(
      { id: appointment.id, revision: appointment.revision, patientName: appointment.patient.name },
      { slotId: target.id, startsAt: target.startsAt, timeZone: target.site.timeZone },
      slotId === null
        ? null
        : { slotId, startsAt: appointment.startsAt, timeZone: appointment.site.timeZone },
    );
    setPending(false);
    if (moved) onMoved(moved.id);
  }

  return (
    <section
      aria-label={m.office_move()}
      className="flex flex-col gap-3 rounded-control border border-line p-4"
    >
      <h3 className="text-base">{m.office_move_title()}</h3>
      <p className="text-muted text-sm">{m.office_move_hint()}</p>
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-sm">
          {m.office_from_date()}
          <input
            type="date"
            className="input w-[9.5rem]"
            value={from ?? ''}
            onChange={(event) => setFrom(event.target.value || undefined)}
          />
        </label>
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={anyDoctor}
            onChange={(event) => setAnyDoctor(event.target.checked)}
          />
          {m.office_any_doctor()}
        </label>
      </div>
      {free.isError && (
        <ErrorState message={failureMessage(free.error)} onRetry={() => void free.refetch()} />
      )}
      {free.isPending && <Skeleton className="h-40" />}
      {free.data && (
        <SlotList
          label={m.office_free_slots()}
          slots={free.data}
          busy={pending}
          autoFocus
          onPick={(slot) => void moveTo(slot)}
        />
      )}
      <Button onClick={onCancel}>{m.common_back()}</Button>
    </section>
  );
}
