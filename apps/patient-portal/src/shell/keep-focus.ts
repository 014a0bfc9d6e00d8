const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex="0"]';

/**
 * Whoever stands on something that leaves the screen, because somebody else took it or an answer replaced it, goes on at
 * what is nearest instead of at the start of the page. Returns what ends it.
 */
export function keepFocus(region: HTMLElement): () => void {
  let held: Element | null = null;
  const remember = ({ target }: FocusEvent) => {
    held = target instanceof Element ? target : null;
  };
  const forget = () => {
    // Browsers differ in telling of it while something is being taken off the page: a moment later it has gone, or not.
    queueMicrotask(() => {
      if (held?.isConnected && held !== document.activeElement) held = null;
    });
  };
  const observer = new MutationObserver((changes) => {
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    const change = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(held)));
    held = null;
    if (change) nearest(change.target, change.nextSibling, region)?.focus({ preventScroll: true });
  });
  region.addEventListener('focusin', remember);
  region.addEventListener('focusout', forget);
  observer.observe(region, { childList: true, subtree: true });
  return () => {
    region.removeEventListener('focusin', remember);
    region.removeEventListener('focusout', forget);
    observer.disconnect();
  };
}

/** In the same list if it has one, the next before the one before; otherwise on the rest of the region. */
function nearest(parent: Node, next: Node | null, region: HTMLElement): HTMLElement | undefined {
  const list = parent instanceof Element ? parent.closest('ul, fieldset') : null;
  const place = next?.isConnected ? next : parent;
  for (const scope of [list, region]) {
    const all = [...(scope?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(isVisible);
    const after = all.find((element) => element === place || follows(element, place));
    const found = after ?? all.pop();
    if (found) return found;
  }
  return region;
}

/** Also what lies inside the place. */
function follows(element: Element, place: Node): boolean {
  return Boolean(place.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
