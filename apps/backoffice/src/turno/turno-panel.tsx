import { m } from '@vitalmed/i18n';
import { ErrorState, failureMessage, IconButton, Skeleton } from '@vitalmed/ui-react';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AgendaSearch } from '../agenda/agenda-search.ts';
import type { PanelTarget } from '../agenda/panel-target.ts';
import { trpc } from '../api/trpc.ts';
import { AppointmentPanel } from './appointment-panel.tsx';
import { SlotPanel } from './slot-panel.tsx';

interface TurnoPanelProps {
  target: PanelTarget;
  /** True beside the agenda, where the panel draws its own heading; in a drawer the drawer does. */
  framed: boolean;
  onAction(action: AgendaSearch['accion']): void;
  onShow(appointmentId: string): void;
  onClose(): void;
}

export function TurnoPanel({ target, framed, onAction, onShow, onClose }: TurnoPanelProps) {
  return (
    <PanelFrame
      framed={framed}
      focusKey={target.kind === 'slot' ? target.slot.id : target.id}
      onClose={onClose}
    >
      {target.kind === 'slot' ? (
        <OpenedSlot key={target.slot.id} target={target} onAction={onAction} onShow={onShow} />
      ) : (
        <LoadedAppointment key={target.id} target={target} onAction={onAction} onShow={onShow} />
      )}
    </PanelFrame>
  );
}

interface OpenedSlotProps extends Omit<LoadedAppointmentProps, 'target'> {
  target: Extract<PanelTarget, { kind: 'slot' }>;
}

/** Whose turno it was when the panel opened: what was opened to book a slot never becomes somebody else's turno. */
function OpenedSlot({ target: { slot, doctor, action }, onAction, onShow }: OpenedSlotProps) {
  const [takenAtFirst] = useState(slot.appointment?.id ?? null);
  if (slot.appointment === null || slot.appointment.id !== takenAtFirst)
    return <SlotPanel slot={slot} doctor={doctor} onShow={onShow} />;
  return (
    <LoadedAppointment
      target={{ kind: 'appointment', id: takenAtFirst, slotId: slot.id, action }}
      onAction={onAction}
      onShow={onShow}
    />
  );
}

interface LoadedAppointmentProps {
  target: Extract<PanelTarget, { kind: 'appointment' }>;
  onAction(action: AgendaSearch['accion']): void;
  onShow(appointmentId: string): void;
}

function LoadedAppointment({ target, onAction, onShow }: LoadedAppointmentProps) {
  const file = trpc.appointments.get.useQuery({ id: target.id });
  if (file.isError && !file.data) {
    return <ErrorState message={failureMessage(file.error)} onRetry={() => void file.refetch()} />;
  }
  if (!file.data) {
    return (
      <div aria-busy="true" className="flex flex-col gap-3">
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-24" />
        <Skeleton className="h-40" />
      </div>
    );
  }
  return (
    <AppointmentPanel
      file={file.data}
      slotId={target.slotId}
      action={target.action}
      onAction={onAction}
      onShow={onShow}
    />
  );
}

interface PanelFrameProps {
  framed: boolean;
  /** A change of it moves the focus into the panel. */
  focusKey: string | number | null;
  onClose(): void;
  children: ReactNode;
}

/** Takes the focus when it opens, gives it back to the cell it came from, closes with Escape. */
function PanelFrame({ framed, focusKey, onClose, children }: PanelFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const origin = useRef<Element | null>(null);

  useEffect(() => {
    if (!framed || focusKey === null) return;
    const active = document.activeElement;
    if (active?.matches('[data-cell], button')) origin.current = active;
    if (!heading.current?.closest('aside')?.contains(active)) heading.current?.focus();
  }, [framed, focusKey]);

  if (!framed) return <>{children}</>;

  function close() {
    onClose();
    if (origin.current instanceof HTMLElement && origin.current.isConnected) origin.current.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up from the controls inside
    <div
      className="flex min-h-full flex-col"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <header className="flex items-center justify-between py-2 pr-2 pl-5">
        <h2 ref={heading} tabIndex={-1} className="text-lg">
          {m.office_panel()}
        </h2>
        <IconButton
          label={m.common_close()}
          aria-keyshortcuts="Escape"
          icon={<X aria-hidden className="size-5" />}
          onClick={close}
        />
      </header>
      <div className="flex-1 px-5 pb-6">{children}</div>
    </div>
  );
}
