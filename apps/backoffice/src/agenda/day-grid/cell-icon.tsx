import { type SlotState, StatusIcon } from '@vitalmed/ui-react';
import { SLOT_STATES } from '../agenda-search.ts';

const symbolId = (state: SlotState) => `cell-${state}`;

/** Every state's icon, once for the whole grid; the cells point at them. */
export function CellIconSprite() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      {SLOT_STATES.map((state) => (
        <symbol key={state} id={symbolId(state)} viewBox="0 0 24 24">
          <StatusIcon status={state} className="" />
        </symbol>
      ))}
    </svg>
  );
}

/** Two nodes where a whole icon would be five: with hundreds of cells that is the difference that one feels. */
export function CellIcon({ state }: { state: SlotState }) {
  return (
    <svg aria-hidden="true" className="slot-cell-icon">
      <use href={`#${symbolId(state)}`} />
    </svg>
  );
}
