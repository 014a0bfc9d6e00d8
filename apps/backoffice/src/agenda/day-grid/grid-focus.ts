const CELL = '[data-cell]';

type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

const KEYS: Record<string, Direction | undefined> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

export function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(CELL) : null;
}

function cellsIn(column: Element | null | undefined): HTMLElement[] {
  return column ? [...column.querySelectorAll<HTMLElement>(CELL)] : [];
}

/** The cell of the next column with something in it whose top lies nearest. */
function sideways(cell: HTMLElement, columns: Element[], step: 1 | -1): HTMLElement | undefined {
  const from = columns.findIndex((column) => column.contains(cell));
  for (let index = from + step; index >= 0 && index < columns.length; index += step) {
    const candidates = cellsIn(columns[index]);
    if (candidates.length === 0) continue;
    return candidates.reduce((best, next) =>
      Math.abs(next.offsetTop - cell.offsetTop) < Math.abs(best.offsetTop - cell.offsetTop) ? next : best,
    );
  }
  return undefined;
}

/** Where an arrow, Home or End leads from a cell; null for any other key and at the edges. */
export function neighbour(grid: Element, cell: HTMLElement, key: string): HTMLElement | null {
  const direction = KEYS[key];
  if (!direction) return null;
  const columns = [...grid.querySelectorAll('.day-column')];
  if (direction === 'left' || direction === 'right') {
    return sideways(cell, columns, direction === 'left' ? -1 : 1) ?? null;
  }
  const siblings = cellsIn(cell.closest('.day-column'));
  const at = siblings.indexOf(cell);
  const to = { up: at - 1, down: at + 1, first: 0, last: siblings.length - 1 }[direction];
  return siblings[to] ?? null;
}

/** Keeps exactly one cell of the grid in the tab order: the given one, or the first. */
export function keepOneTabStop(grid: Element, preferred?: HTMLElement | null): void {
  const current = grid.querySelector<HTMLElement>(`${CELL}[tabindex="0"]`);
  const next = preferred ?? current ?? grid.querySelector<HTMLElement>(CELL);
  if (next === current) return;
  if (current) current.tabIndex = -1;
  if (next) next.tabIndex = 0;
}

/** Focus alone is content with a part of the cell on the screen; people want to read it. */
export function focusInFull(cell: HTMLElement): void {
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
