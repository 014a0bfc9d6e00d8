import type { StaffCancelReason } from '@vitalmed/core';
import { cancelReasonLabel, m } from '@vitalmed/i18n';
import { Alert, Button, failureMessage, reasonOf, TextArea, toast, useSettled } from '@vitalmed/ui-react';
import { Mail, MailX } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type AppointmentFile, trpc } from '../api/trpc.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { useSeen } from './use-seen.ts';
import { useTurnoActions } from './use-turno-actions.ts';

/** Those that the desk can know; the patient's own words for it are asked in the portal. */
const REASONS = [
  'patient-request',
  'doctor-absent',
  'administrative',
  'other',
] as const satisfies StaffCancelReason[];

interface CancelFormProps {
  file: AppointmentFile;
  onDone(): void;
}

/** Cancels what the person saw when it opened: what a colleague does meanwhile is told, the typing kept. */
export function CancelForm({ file, onDone }: CancelFormProps) {
  const { seen, changes, accept } = useSeen(file);
  const { appointment } = seen;
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const { refresh, restore } = useTurnoActions();
  const utils = trpc.useUtils();
  const cancel = trpc.appointments.cancel.useMutation();
  const settled = useSettled(appointment.revision);
  const [reason, setReason] = useState<StaffCancelReason | null>(null);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState('');
  // While it is being cancelled, what changes is this very act.
  const acting = cancel.isPending || cancel.isSuccess;
  const possible = acting || file.commands.includes('cancel');
  const reachable = appointment.patient.email !== null;
  const [notify, setNotify] = useState(reachable);

  useEffect(() => first.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!settled || !possible) return;
    setMissing(reason === null);
    if (reason === null) return;
    try {
      const { slotReleased, appointment: ended } = await cancel.mutateAsync({
        id: appointment.id,
        revision: appointment.revision,
        reason,
        note: note.trim() || undefined,
        notify,
      });
      toast.success(m.office_cancelled_done({ name: appointment.patient.name }), {
        detail: [
          slotReleased ? m.office_slot_released() : m.office_slot_kept(),
          notify ? m.office_patient_told() : m.office_patient_not_told(),
        ].join(' '),
        undo: () =>
          void restore({ id: ended.id, revision: ended.revision, patientName: appointment.patient.name }),
      });
      onDone();
      await refresh();
    } catch (error) {
      // The mutation keeps its error, and the form shows it with everything that was typed.
      await refresh();
      if (reasonOf(error) === 'appointment-changed')
        accept(await utils.appointments.get.fetch({ id: appointment.id }));
    }
  }

  return (
    <form
      aria-label={m.office_cancel_turno()}
      className="flex flex-col gap-3 rounded-control border border-line p-4"
      onSubmit={submit}
    >
      <fieldset aria-describedby={missing ? `${id}-missing` : undefined}>
        <legend className="label">{m.office_cancel_reason()}</legend>
        <div className="flex flex-col">
          {REASONS.map((option, index) => (
            <label key={option} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                ref={index === 0 ? first : undefined}
                type="radio"
                name={`${id}-reason`}
                value={option}
                checked={reason === option}
                onChange={() => setReason(option)}
              />
              {cancelReasonLabel(option)}
            </label>
          ))}
        </div>
        {missing && (
          <p id={`${id}-missing`} role="alert" className="text-danger-ink text-sm">
            {m.office_cancel_reason_missing()}
          </p>
        )}
      </fieldset>
      <TextArea
        label={m.office_note()}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={notify}
          disabled={!reachable}
          onChange={(event) => setNotify(event.target.checked)}
        />
        {m.office_notify_patient()}
      </label>
      <p role="status" className="flex items-start gap-2 text-muted text-sm">
        {notify ? (
          <Mail aria-hidden className="mt-0.5 size-4" />
        ) : (
          <MailX aria-hidden className="mt-0.5 size-4" />
        )}
        {notify
          ? m.office_will_hear({ email: appointment.patient.email ?? '' })
          : reachable
            ? m.office_will_not_hear()
            : m.office_cannot_hear()}
      </p>
      {cancel.error && <Alert tone="danger">{failureMessage(cancel.error)}</Alert>}
      {!acting && (
        <ChangedMeanwhile
          changes={changes}
          timeZone={appointment.site.timeZone}
          ended={possible ? null : m.office_cancel_no_longer()}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {possible && (
          <Button type="submit" variant="danger" pending={acting} settling={!settled}>
            {m.office_confirm_cancel()}
          </Button>
        )}
        <Button onClick={onDone}>{m.office_keep_turno()}</Button>
      </div>
    </form>
  );
}
