import { onMount } from 'solid-js';

/** A second tap of a hurried or trembling hand comes within this; who means it, after having read. */
const DEAF_MS = 600;

/**
 * For what opens by a press and then acts by another (a dialog, a confirmation): the press that opened it, its echo and a
 * held key do nothing here. Returns the ref of its region.
 */
export function createJustAppeared(): (region: HTMLElement) => void {
  let region: HTMLElement | undefined;
  // Once it is on screen: it may be made long before, while a part of it is still on its way.
  onMount(() => region && ignorePresses(region));
  return (element) => {
    region = element;
    element.addEventListener('keydown', ignoreHeldKey);
  };
}

/** The same for what a press uncovered: the style sheet keeps pointers from it meanwhile. */
export function ignorePresses(region: HTMLElement): void {
  region.dataset.justAppeared = '';
  region.addEventListener('click', swallow, { capture: true });
  setTimeout(() => {
    delete region.dataset.justAppeared;
    region.removeEventListener('click', swallow, { capture: true });
  }, DEAF_MS);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function ignoreHeldKey(event: KeyboardEvent): void {
  const acts = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  if (event.repeat && acts && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
