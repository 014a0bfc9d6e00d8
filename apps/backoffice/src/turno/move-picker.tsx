import { namedSlots } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { Button, ErrorState, failureMessage, Skeleton, useSettled } from '@vitalmed/ui-react';
import { useState } from 'react';
import { useLiveFreeSlots } from '../agenda/use-agenda-live.ts';
import { type AppointmentFile, type FreeSlot, trpc } from '../api/trpc.ts';
import { SlotList } from '../quick-booking/slot-list.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { useSeen } from './use-seen.ts';
import { type MoveTarget, useTurnoActions } from './use-turno-actions.ts';

const SLOTS_SHOWN = 40;

interface MovePickerProps {
  file: AppointmentFile;
  slotId: number | null;
  onMoved(appointmentId: string): void;
  onCancel(): void;
}

/** Free slots to move an appointment to. The old one stays the patient's until the new one is. */
export function MovePicker({ file, slotId, onMoved, onCancel }: MovePickerProps) {
  const { seen, changes, accept } = useSeen(file);
  const { appointment } = seen;
  const utils = trpc.useUtils();
  const settled = useSettled(appointment.revision);
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

  const possible = pending || (file.appointment.status === 'booked' && file.commands.includes('cancel'));
  const placeOf = ({ startsAt, site, doctor, specialty }: Omit<FreeSlot, 'id'>, id: number): MoveTarget => ({
    slotId: id,
    startsAt,
    timeZone: site.timeZone,
    doctorName: doctor.name,
    specialtyName: specialty.name,
    siteName: site.name,
  });

  async function moveTo(target: FreeSlot) {
    setPending(true);
    const { id, revision, patient } = appointment;
    const moved = await actions.move(
      { id, revision, patientName: patient.name },
      placeOf(target, target.id),
      slotId === null ? null : placeOf(appointment, slotId),
    );
    if (moved) return onMoved(moved.id);
    accept(await utils.appointments.get.fetch({ id }));
    setPending(false);
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
      {!pending && (
        <ChangedMeanwhile
          changes={changes}
          timeZone={appointment.site.timeZone}
          ended={possible ? null : m.office_move_no_longer()}
        />
      )}
      {free.isError && (
        <ErrorState message={failureMessage(free.error)} onRetry={() => void free.refetch()} />
      )}
      {free.isPending && <Skeleton className="h-40" />}
      {free.data && possible && (
        <SlotList
          label={m.office_free_slots()}
          slots={free.data}
          busy={pending || !settled}
          autoFocus="list"
          hint={m.office_slots_hint_move()}
          onPick={(slot) => void moveTo(slot)}
        />
      )}
      <Button onClick={onCancel}>{m.common_back()}</Button>
    </section>
  );
}
