import { Link } from '@tanstack/react-router';
import { readablePhone, telUrl } from '@vitalmed/core';
import { formatDateLong, formatTime, m } from '@vitalmed/i18n';
import { Button, StatusBadge, useSettled } from '@vitalmed/ui-react';
import { ArrowRightLeft, CalendarX2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { AgendaSearch } from '../agenda/agenda-search.ts';
import type { AppointmentFile, TransitionCommand } from '../api/trpc.ts';
import { ClaimedMark } from '../patients/standing-mark.tsx';
import { Biography } from './biography.tsx';
import { CancelForm } from './cancel-form.tsx';
import { CANCEL_KEY, COMMANDS, MOVE_KEY } from './commands.ts';
import { MovePicker } from './move-picker.tsx';
import { useTurnoActions } from './use-turno-actions.ts';

interface AppointmentPanelProps {
  file: AppointmentFile;
  /** The slot it stands in, where the agenda knows it: a move can then be taken back. */
  slotId: number | null;
  action: AgendaSearch['accion'];
  onAction(action: AgendaSearch['accion']): void;
  onShow(appointmentId: string): void;
}

export function AppointmentPanel({ file, slotId, action, onAction, onShow }: AppointmentPanelProps) {
  const { appointment } = file;
  // A form that was open stays when a colleague changes the turno beneath it: it tells what happened.
  const [form, setForm] = useState<AgendaSearch['accion']>(undefined);
  const legal = action === 'mover' ? appointment.status === 'booked' : file.commands.includes('cancel');
  if (form !== action && (action === undefined || legal)) setForm(action);
  return (
    <div className="flex flex-col gap-5">
      <div>
        <StatusBadge status={appointment.status} />
        <p className="mt-2 font-bold text-xl first-letter:uppercase">
          {formatDateLong(appointment.date)}, {formatTime(appointment.startsAt, appointment.site.timeZone)}
        </p>
        <p>{appointment.doctor.name}</p>
        <p className="text-muted">
          {[appointment.specialty.name, appointment.site.name, appointment.room].filter(Boolean).join(' · ')}
        </p>
      </div>
      <OtherPlace file={file} onShow={onShow} />
      <PatientSummary patient={appointment.patient} />
      {form === 'cancelar' ? (
        <CancelForm file={file} onDone={() => onAction(undefined)} />
      ) : form === 'mover' ? (
        <MovePicker file={file} slotId={slotId} onMoved={onShow} onCancel={() => onAction(undefined)} />
      ) : (
        <Actions file={file} onAction={onAction} />
      )}
      <Biography file={file} />
    </div>
  );
}

/** A move is one turno in two places: each leads to the other. */
function OtherPlace({ file: { appointment }, onShow }: Pick<AppointmentPanelProps, 'file' | 'onShow'>) {
  const { rescheduledToId: to, rescheduledFromId: from } = appointment;
  const id = to ?? from;
  if (!id) return null;
  return (
    <p className="text-sm">
      {to ? m.office_moved_to() : m.office_moved_from()}{' '}
      <button type="button" className="link" onClick={() => onShow(id)}>
        {to ? m.office_moved_to_link() : m.office_moved_from_link()}
      </button>
    </p>
  );
}

function PatientSummary({ patient }: { patient: AppointmentFile['appointment']['patient'] }) {
  return (
    <section aria-label={m.office_patient()} className="rounded-control bg-sunk px-4 py-3">
      <Link to="/pacientes" search={{ paciente: patient.id }} className="link font-bold">
        {patient.name}
      </Link>
      <ClaimedMark standing={patient.standing} />
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-sm">
        {patient.documentNumber && <Row label={m.office_document()}>{patient.documentNumber}</Row>}
        {patient.phone && (
          <Row label={m.office_phone()}>
            <a className="link" href={telUrl(patient.phone)}>
              {readablePhone(patient.phone)}
            </a>
          </Row>
        )}
        <Row label={m.office_mail()}>{patient.email ?? m.office_no_email()}</Row>
      </dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

interface ActionsProps {
  file: AppointmentFile;
  onAction(action: AgendaSearch['accion']): void;
}

const isTransition = (command: string): command is TransitionCommand => command !== 'cancel';

/** Only what the server says is legal now. The first step forward is the big one. */
function Actions({ file, onAction }: ActionsProps) {
  const actions = useTurnoActions();
  const { appointment, commands } = file;
  const turno = { id: appointment.id, revision: appointment.revision, patientName: appointment.patient.name };
  const transitions = commands.filter(isTransition);
  // The next step stands where this one stood: a double press isn't two steps.
  const settled = useSettled(`${appointment.id}|${appointment.status}`);
  if (commands.length === 0 && !appointment.canRestore) return null;
  return (
    <section aria-label={m.office_actions()} className="flex flex-wrap gap-2">
      {transitions.map((command, index) => (
        <Button
          key={command}
          settling={!settled}
          variant={index === 0 && !command.startsWith('undo') ? 'primary' : 'quiet'}
          aria-keyshortcuts={COMMANDS[command].key.toUpperCase()}
          onClick={() => void actions.transition(turno, command)}
        >
          {COMMANDS[command].label()}
        </Button>
      ))}
      {appointment.status === 'booked' && commands.includes('cancel') && (
        <Button
          settling={!settled}
          aria-keyshortcuts={MOVE_KEY.toUpperCase()}
          onClick={() => onAction('mover')}
        >
          <ArrowRightLeft aria-hidden className="size-4" />
          {m.office_move()}
        </Button>
      )}
      {commands.includes('cancel') && (
        <Button
          settling={!settled}
          className="text-danger-ink"
          aria-keyshortcuts={CANCEL_KEY.toUpperCase()}
          onClick={() => onAction('cancelar')}
        >
          <CalendarX2 aria-hidden className="size-4" />
          {m.office_cancel_turno()}
        </Button>
      )}
      {appointment.canRestore && (
        <Button settling={!settled} onClick={() => void actions.restore(turno)}>
          <Undo2 aria-hidden className="size-4" />
          {m.office_restore()}
        </Button>
      )}
    </section>
  );
}
