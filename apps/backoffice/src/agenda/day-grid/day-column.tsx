import type { SlotState } from '@vitalmed/ui-react';
import { memo, useMemo } from 'react';
import type { AgendaColumn } from '../../api/trpc.ts';
import { matchesStates } from '../slot-state.ts';
import { clockMinutes } from '../wall-clock.ts';
import { type DayFrame, placeSlots } from './grid-geometry.ts';
import { SlotCell } from './slot-cell.tsx';

interface DayColumnProps {
  column: AgendaColumn;
  frame: DayFrame;
  states: readonly SlotState[] | undefined;
  selection: ReadonlySet<number>;
  openKey: string | null;
  /** Epoch milliseconds; a minute or so old is good enough. */
  now: number;
}

export const DayColumn = memo(function DayColumn({
  column,
  frame,
  states,
  selection,
  openKey,
  now,
}: DayColumnProps) {
  const placed = useMemo(() => placeSlots(column.slots, frame, clockMinutes), [column.slots, frame]);
  return (
    <ul
      aria-labelledby={`doctor-${column.doctor.id}`}
      className="day-column"
      style={{ height: (frame.to - frame.from) * frame.pxPerMinute }}
    >
      {placed.map(({ key, slot, top, height, lane, lanes }) => (
        <SlotCell
          key={key}
          cellKey={key}
          slot={slot}
          doctorName={column.doctor.name}
          top={top}
          height={height}
          lane={lane}
          lanes={lanes}
          selected={slot.id !== null && selection.has(slot.id)}
          dimmed={!matchesStates(slot, states)}
          past={Date.parse(slot.endsAt) <= now}
          open={openKey === key || openKey === `a${slot.appointment?.id}`}
        />
      ))}
    </ul>
  );
});
