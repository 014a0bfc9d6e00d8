import { formatClock, m, statusLabel } from '@vitalmed/i18n';
import { StatusIcon } from '@vitalmed/ui-react';
import { ShieldQuestion } from 'lucide-react';
import { memo } from 'react';
import type { AgendaSlot } from '../../api/trpc.ts';
import { slotName } from '../slot-name.ts';
import { cancelledIn, slotState } from '../slot-state.ts';

const TWO_LINES_PX = 40;

interface SlotCellProps {
  cellKey: string;
  slot: AgendaSlot;
  doctorName: string;
  top: number;
  height: number;
  lane: number;
  lanes: number;
  selected: boolean;
  dimmed: boolean;
  past: boolean;
  open: boolean;
}

/**
 * One of some hundreds: plain elements, no handlers. The grid listens once for all of them and finds the slot
 * by `data-cell`. Its place in the tab order is the grid's business too.
 */
export const SlotCell = memo(function SlotCell(props: SlotCellProps) {
  const { cellKey, slot, doctorName, top, height, lane, lanes, selected, dimmed, past, open } = props;
  const state = slotState(slot);
  const left = cancelledIn(slot);
  const [gone] = left;
  const word = statusLabel(state);
  const tall = height >= TWO_LINES_PX;
  return (
    <li className="contents">
      <button
        type="button"
        tabIndex={-1}
        data-cell={cellKey}
        data-status={state}
        data-dimmed={dimmed || undefined}
        data-past={past || undefined}
        data-open={open || undefined}
        aria-pressed={selected || undefined}
        aria-label={slotName(slot, doctorName)}
        className={tall ? 'slot-cell slot-cell-tall' : 'slot-cell'}
        style={{ top, height: height - 2, ...(lanes > 1 && besideOthers(lane, lanes)) }}
      >
        <StatusIcon status={state} className="slot-cell-icon" />
        <span className="slot-cell-time">{formatClock(slot.startsAt, slot.site.timeZone)}</span>
        {slot.appointment?.patient.claimed && (
          <span title={m.office_claimed()} className="flex flex-none text-accent-ink">
            <ShieldQuestion aria-hidden className="slot-cell-icon" />
          </span>
        )}
        <span className="slot-cell-text">
          <span className="slot-cell-name">
            {slot.appointment?.patient.name ?? slot.withdrawnReason ?? word}
          </span>
          {slot.appointment && (tall || state !== 'booked') && <span className="slot-cell-word">{word}</span>}
          {gone && (
            <span className="slot-cell-gone">
              <StatusIcon status="cancelled" className="slot-cell-icon" />
              <s>{gone.patient.name}</s>
              {left.length > 1 && ` +${left.length - 1}`}
            </span>
          )}
        </span>
      </button>
    </li>
  );
});

/** Most cells have their column's width to themselves, and the stylesheet says so. */
function besideOthers(lane: number, lanes: number) {
  return { left: `calc(${(lane / lanes) * 100}% + 2px)`, width: `calc(${100 / lanes}% - 4px)` };
}
