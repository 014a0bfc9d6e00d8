import { m } from '@vitalmed/i18n';
import { MenuAt, MenuItem, MenuSeparator } from '@vitalmed/ui-react';
import { useMemo } from 'react';
import type { AgendaDay, AgendaSlot } from '../api/trpc.ts';
import { BLOCK_KEY, CANCEL_KEY, COMMANDS, legalNow, MOVE_KEY } from '../turno/commands.ts';
import type { TurnoActions } from '../turno/use-turno-actions.ts';
import type { AgendaSearch } from './agenda-search.ts';
import { cellKey } from './day-grid/grid-geometry.ts';
import { canBeBooked, slotState } from './slot-state.ts';
import type { SlotBlocking } from './use-slot-blocking.ts';

export interface MenuPlace {
  key: string;
  element: HTMLElement;
  /** Where the pointer was, or null to hang from the cell. */
  at: { x: number; y: number } | null;
}

interface SlotMenuProps {
  place: MenuPlace;
  day: AgendaDay;
  actions: TurnoActions;
  blocking: SlotBlocking;
  onOpen(slot: AgendaSlot, action?: AgendaSearch['accion']): void;
  onToggle(slot: AgendaSlot): void;
  onClose(): void;
}

/** The one menu of the grid. It shows only what can be done now. */
export function SlotMenu(props: SlotMenuProps) {
  const { place, day, onClose } = props;
  const slot = day.columns.flatMap((column) => column.slots).find((item) => cellKey(item) === place.key);
  const anchor = useMemo(() => {
    const { at, element } = place;
    return at ? { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) } : element;
  }, [place]);
  if (!slot) return null;

  function close() {
    onClose();
    place.element.focus();
  }

  return (
    <MenuAt anchor={anchor} onClose={close}>
      {slot.appointment ? (
        <AppointmentItems {...props} slot={slot} />
      ) : (
        <OpenSlotItems {...props} slot={slot} />
      )}
    </MenuAt>
  );
}

interface ItemsProps extends SlotMenuProps {
  slot: AgendaSlot;
}

function AppointmentItems({ slot, actions, onOpen }: ItemsProps) {
  const { appointment } = slot;
  if (!appointment) return null;
  const legal = legalNow(appointment, slot.startsAt, Date.now());
  const turno = { id: appointment.id, revision: appointment.revision, patientName: appointment.patient.name };
  return (
    <>
      <MenuItem shortcut="↵" onSelect={() => onOpen(slot)}>
        {m.office_see_turno()}
      </MenuItem>
      <MenuSeparator />
      {legal.transitions.map((command) => (
        <MenuItem
          key={command}
          shortcut={COMMANDS[command].key.toUpperCase()}
          onSelect={() => void actions.transition(turno, command)}
        >
          {COMMANDS[command].label()}
        </MenuItem>
      ))}
      {legal.canMove && (
        <MenuItem shortcut={MOVE_KEY.toUpperCase()} onSelect={() => onOpen(slot, 'mover')}>
          {m.office_move()}
        </MenuItem>
      )}
      {legal.canCancel && (
        <MenuItem shortcut={CANCEL_KEY.toUpperCase()} tone="danger" onSelect={() => onOpen(slot, 'cancelar')}>
          {m.office_cancel_turno()}
        </MenuItem>
      )}
    </>
  );
}

function OpenSlotItems({ slot, blocking, onOpen, onToggle }: ItemsProps) {
  const free = slot.status === 'free';
  return (
    <>
      {canBeBooked({ state: slotState(slot), endsAt: slot.endsAt }, Date.now()) && (
        <MenuItem shortcut="↵" onSelect={() => onOpen(slot)}>
          {m.office_book()}
        </MenuItem>
      )}
      <MenuItem shortcut={BLOCK_KEY.toUpperCase()} onSelect={() => void blocking.toggle([slot])}>
        {free ? m.office_block() : m.office_release()}
      </MenuItem>
      <MenuItem shortcut={m.office_space_key()} onSelect={() => onToggle(slot)}>
        {m.office_select_slot()}
      </MenuItem>
    </>
  );
}
