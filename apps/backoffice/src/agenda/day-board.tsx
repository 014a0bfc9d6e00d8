import { useNavigate } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { Button, EmptyState, late, lateOverlay } from '@vitalmed/ui-react';
import { CalendarPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { AgendaDay, AgendaSlot } from '../api/trpc.ts';
import { BLOCK_KEY, CANCEL_KEY, legalNow, MOVE_KEY, transitionForKey } from '../turno/commands.ts';
import { type MoveTarget, type TurnoRef, useTurnoActions } from '../turno/use-turno-actions.ts';
import type { AgendaSearch } from './agenda-search.ts';
import { type CellGesture, DayGrid } from './day-grid/day-grid.tsx';
import { cellKey } from './day-grid/grid-geometry.ts';
import { SelectionBar } from './selection-bar.tsx';
import type { MenuPlace } from './slot-menu.tsx';
import { useSlotBlocking } from './use-slot-blocking.ts';
import { useSlotSelection } from './use-slot-selection.ts';

const SlotMenu = lateOverlay(() => import('./slot-menu.tsx').then((module) => module.SlotMenu));

// Asked for at a drop: a dialog that waits would take the pointer from the drag that is just ending.
const MoveConfirmation = late(() =>
  import('../turno/move-confirmation.tsx').then((module) => module.MoveConfirmation),
);

/** Null for an overbooking, which has no slot to go back to. */
function placeOf({ id, startsAt, site, specialty }: AgendaSlot, { columns }: AgendaDay): MoveTarget | null {
  if (id === null) return null;
  const column = columns.find(({ slots }) => slots.some((slot) => slot.id === id));
  return {
    slotId: id,
    startsAt,
    timeZone: site.timeZone,
    doctorName: column?.doctor.name ?? '',
    specialtyName: specialty.name,
    siteName: site.name,
  };
}

interface WantedMove {
  turno: TurnoRef;
  from: MoveTarget | null;
  to: MoveTarget;
}

/** Whether more changes than what the hand asked for: the hour, and the doctor whose column it was dropped on. */
const changesMore = (from: MoveTarget, to: MoveTarget) =>
  from.specialtyName !== to.specialtyName || from.siteName !== to.siteName;

interface DayBoardProps {
  day: AgendaDay;
  search: AgendaSearch;
  today: string;
  timeZone: string;
  onChange(patch: Partial<AgendaSearch>): void;
}

/** The grid with everything that can be done on it: open, choose several, menu, letters and dragging. */
export function DayBoard({ day, search, today, timeZone, onChange }: DayBoardProps) {
  const navigate = useNavigate();
  const actions = useTurnoActions();
  const blocking = useSlotBlocking();
  const selection = useSlotSelection(day);
  const [menu, setMenu] = useState<MenuPlace | null>(null);

  const open = useCallback(
    (slot: AgendaSlot, accion?: AgendaSearch['accion']) =>
      onChange(
        slot.appointment
          ? { turno: slot.appointment.id, cupo: undefined, accion }
          : { cupo: slot.id ?? undefined, turno: undefined, accion: undefined },
      ),
    [onChange],
  );

  const [asked, setAsked] = useState<WantedMove | null>(null);

  const move = useCallback(
    (from: AgendaSlot, to: AgendaSlot) => {
      const target = placeOf(to, day);
      if (!from.appointment || !target) return;
      const { id, revision, patient } = from.appointment;
      const turno = { id, revision, patientName: patient.name };
      const place = placeOf(from, day);
      if (place && changesMore(place, target)) setAsked({ turno, from: place, to: target });
      else void actions.move(turno, target, place);
    },
    [actions, day],
  );

  function onKey({ slot }: CellGesture, key: string): boolean {
    if (key === BLOCK_KEY && selection.slots.length > 0) {
      void blocking.toggle(selection.slots).then(selection.clear);
      return true;
    }
    if (slot.id !== null && key === BLOCK_KEY && slot.status !== 'busy') {
      void blocking.toggle([slot]);
      return true;
    }
    const { appointment } = slot;
    if (!appointment) return false;
    const legal = legalNow(appointment, slot.startsAt, Date.now());
    const command = transitionForKey(legal.transitions, key);
    if (command) {
      const { id, revision, patient } = appointment;
      void actions.transition({ id, revision, patientName: patient.name }, command);
      return true;
    }
    if (key === CANCEL_KEY && legal.canCancel) open(slot, 'cancelar');
    else if (key === MOVE_KEY && legal.canMove) open(slot, 'mover');
    else return false;
    return true;
  }

  if (day.columns.length === 0) {
    return (
      <div className="flex-1">
        <EmptyState
          icon={<CalendarPlus aria-hidden className="size-7" />}
          title={m.office_no_agenda()}
          hint={m.office_no_agenda_hint()}
        >
          <Button
            variant="primary"
            onClick={() => void navigate({ to: '/abrir', search: { fecha: day.date } })}
          >
            {m.office_nav_open()}
          </Button>
        </EmptyState>
      </div>
    );
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <DayGrid
        day={day}
        isToday={day.date === today}
        timeZone={timeZone}
        states={search.estado}
        selection={selection.ids}
        openKey={search.turno ? `a${search.turno}` : search.cupo ? `s${search.cupo}` : null}
        onOpen={({ slot }) => open(slot)}
        onToggle={({ slot }, range) => selection.toggle(slot, range)}
        onMenu={({ slot, element }, at) => setMenu({ key: cellKey(slot), element, at })}
        onKey={onKey}
        onMove={move}
      />
      {selection.slots.length > 0 && (
        <SelectionBar slots={selection.slots} blocking={blocking} onClear={selection.clear} />
      )}
      {asked?.from && (
        <MoveConfirmation
          patientName={asked.turno.patientName}
          from={asked.from}
          to={asked.to}
          onMove={() => {
            setAsked(null);
            void actions.move(asked.turno, asked.to, asked.from);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {menu && (
        <SlotMenu
          place={menu}
          day={day}
          actions={actions}
          blocking={blocking}
          onOpen={open}
          onToggle={(slot) => selection.toggle(slot, false)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
