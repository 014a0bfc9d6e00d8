import type { KeyboardEvent } from 'react';

/** For a search field with its list of buttons below: arrows lead from one to the other, Home and End to the ends of the list. */
export function walkList(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const items = [...currentTarget.querySelectorAll<HTMLElement>('li > button')];
  const field = currentTarget.querySelector<HTMLElement>('input[type="search"]');
  const at = items.indexOf(target as HTMLElement);
  if (at === -1 && (target !== field || key !== 'ArrowDown')) return;
  const next = {
    ArrowDown: items[at + 1],
    ArrowUp: items[at - 1] ?? field,
    Home: items[0],
    End: items.at(-1),
  }[key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
