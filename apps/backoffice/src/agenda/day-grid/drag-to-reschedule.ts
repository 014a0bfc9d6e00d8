import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { AgendaSlot } from '../../api/trpc.ts';
import { cellOf } from './grid-focus.ts';

interface DragWiring {
  slotOf(key: string): AgendaSlot | undefined;
  onMove(from: AgendaSlot, to: AgendaSlot): void;
}

interface Point {
  clientX: number;
  clientY: number;
}

const dropZones = new WeakSet<HTMLElement>();

function cellAt({ clientX, clientY }: Point): HTMLElement | null {
  return cellOf(document.elementFromPoint(clientX, clientY));
}

/** The free cell under the pointer, if any: only those take a dropped appointment. */
function freeCellAt(point: Point): HTMLElement | null {
  const cell = cellAt(point);
  return cell?.dataset.status === 'free' ? cell : null;
}

function mark(cell: HTMLElement | null, grid: HTMLElement): void {
  for (const marked of grid.querySelectorAll('[data-drop-target]'))
    marked.removeAttribute('data-drop-target');
  cell?.setAttribute('data-drop-target', '');
}

/** The whole grid is one drop target, as long as it lives, that asks which cell lies under the pointer. */
function openDropZone(grid: HTMLElement, wiring: DragWiring): void {
  if (dropZones.has(grid)) return;
  dropZones.add(grid);
  dropTargetForElements({
    element: grid,
    onDrag: ({ location }) => mark(freeCellAt(location.current.input), grid),
    onDragLeave: () => mark(null, grid),
    onDrop: ({ source, location }) => {
      mark(null, grid);
      const from = wiring.slotOf(String(source.data.cell));
      const to = wiring.slotOf(freeCellAt(location.current.input)?.dataset.cell ?? '');
      if (from && to) wiring.onMove(from, to);
    },
  });
}

/** Lets a booked cell be dragged onto a free one. Returns the function that undoes it. */
export function makeMovable(element: HTMLElement, grid: HTMLElement, wiring: DragWiring): () => void {
  openDropZone(grid, wiring);
  return draggable({
    element,
    canDrag: () => wiring.slotOf(element.dataset.cell ?? '')?.appointment?.status === 'booked',
    getInitialData: () => ({ cell: element.dataset.cell }),
    onDragStart: () => element.setAttribute('data-dragging', ''),
    onDrop: () => element.removeAttribute('data-dragging'),
  });
}
