import { latePart } from '@vitalmed/ui-react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { AgendaSlot } from '../../api/trpc.ts';
import type { CellGesture } from './day-grid.tsx';

const dragging = latePart(() => import('./drag-to-reschedule.ts'));

/**
 * Makes booked cells movable when the pointer first comes over them: hundreds of cells cost nothing until
 * then, and the drag library is not part of the first load.
 */
export function useDragToReschedule(
  grid: RefObject<HTMLElement | null>,
  slots: ReadonlyMap<string, AgendaSlot>,
  onMove: (from: AgendaSlot, to: AgendaSlot) => void,
): (gesture: CellGesture) => void {
  const latest = useRef({ slots, onMove });
  latest.current = { slots, onMove };
  const cleanups = useRef(new Map<HTMLElement, () => void>());

  useEffect(() => {
    const registered = cleanups.current;
    return () => {
      for (const release of registered.values()) release();
      registered.clear();
    };
  }, []);

  return useCallback(
    ({ slot, element }: CellGesture) => {
      if (slot.appointment?.status !== 'booked' || cleanups.current.has(element)) return;
      cleanups.current.set(element, () => {});
      // Without a network the cell stays as it is, and is made movable when the pointer comes again.
      const forget = () => cleanups.current.delete(element);
      void dragging.fetch().then(({ makeMovable }) => {
        if (!grid.current || !element.isConnected) return forget();
        const release = makeMovable(element, grid.current, {
          slotOf: (key) => latest.current.slots.get(key),
          onMove: (from, to) => latest.current.onMove(from, to),
        });
        return cleanups.current.set(element, release);
      }, forget);
    },
    [grid],
  );
}
