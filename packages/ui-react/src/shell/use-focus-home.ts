import { useEffect } from 'react';

/** Attributes that name one thing wherever it is drawn: a cell of the grid, a row, somebody's turno. */
const NAMES = ['data-cell', 'data-appointment', 'data-row'];
const PARTS = '[role="dialog"], aside, form, section, article, main';
const HOMES = '[data-focus-home] [tabindex="0"], [data-focus-home] tbody button';

const isNowhere = () => !document.activeElement || document.activeElement === document.body;

/** What is left to find a way by when the element itself is gone. */
interface Trail {
  element: HTMLElement;
  name: string | null;
  parts: Element[];
}

function trailOf(element: HTMLElement): Trail {
  const parts: Element[] = [];
  for (let part = element.closest(PARTS); part; part = part.parentElement?.closest(PARTS) ?? null)
    parts.push(part);
  const name = NAMES.map((attribute) => {
    const value = element.closest(`[${attribute}]`)?.getAttribute(attribute);
    return value ? `[${attribute}="${CSS.escape(value)}"]` : null;
  }).find((selector) => selector !== null);
  return { element, name: name ?? null, parts };
}

const isReachable = (element: Element | null | undefined): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element.getClientRects().length > 0;

/** The same thing drawn anew, else the heading of the part it stood in, else where the work of this screen is. */
function placeAfter({ element, name, parts }: Trail): HTMLElement | null {
  if (isReachable(element) && !element.matches(':disabled')) return element;
  const again = name ? document.querySelector(name) : null;
  if (isReachable(again)) return standIn(again);
  for (const part of parts.filter(isReachable)) {
    if (part.tagName === 'MAIN') break;
    const home = part.querySelector(HOMES);
    if (isReachable(home)) return home;
    const heading = part.querySelector<HTMLElement>('h1, h2, h3');
    if (!isReachable(heading)) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return [...document.querySelectorAll(HOMES)].find(isReachable) ?? document.querySelector('main');
}

/** Leads to where the work of this screen is; false where the screen has no such place (yet). */
export function focusHome(): boolean {
  const home = [...document.querySelectorAll(HOMES)].find(isReachable);
  home?.focus();
  return home !== undefined;
}

/** The element itself, what can be pressed in it, or it all the same: a row without buttons is still a place. */
function standIn(element: HTMLElement): HTMLElement {
  const control = element.matches('button, a') ? element : element.querySelector<HTMLElement>('button, a');
  if (control) return control;
  element.tabIndex = -1;
  return element;
}

/**
 * The one rule for the keyboard's place: whatever an act, somebody else's change or an answer takes away from under it,
 * the focus goes on near by and is never left on the page's body. What moves it by itself does so first.
 */
export function useFocusHome(): void {
  useEffect(() => {
    let trail: Trail | null = null;
    /** Waits in the main part for a screen that is still on its way. */
    let waiting = false;
    let looking = 0;

    function look() {
      const main = document.querySelector('main');
      const arrived = waiting && document.activeElement === main;
      if (!trail || !(isNowhere() || arrived)) return;
      const place = arrived ? [...document.querySelectorAll(HOMES)].find(isReachable) : placeAfter(trail);
      waiting = place === main || (arrived && !place);
      place?.focus({ preventScroll: true });
    }

    // Two frames later: dialogs and menus give the focus back in the first.
    function lookSoon() {
      cancelAnimationFrame(looking);
      looking = requestAnimationFrame(() => {
        looking = requestAnimationFrame(look);
      });
    }

    function onFocusIn({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement)) return;
      if (!target.matches('main')) waiting = false;
      trail = trailOf(target);
    }

    // Whoever presses on nothing wants no focus; whoever then types a key begins in the main part.
    function onMouseUp() {
      if (isNowhere()) trail = null;
    }
    function onKeyDown({ key }: KeyboardEvent) {
      const main = document.querySelector('main');
      if (key === 'Tab' || !main || !isNowhere()) return;
      // The key itself may have taken away what had the focus: then its trail still leads.
      trail ??= trailOf(main);
      lookSoon();
    }

    const observer = new MutationObserver(() => {
      if (isNowhere() || waiting) lookSoon();
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled', 'hidden', 'tabindex'],
    });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('mouseup', onMouseUp);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      cancelAnimationFrame(looking);
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('mouseup', onMouseUp);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
