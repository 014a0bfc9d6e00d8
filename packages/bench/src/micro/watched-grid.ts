/**
 * What runs inside the page. Each function is sent as text, so it can use nothing from outside itself, and has no
 * inner names: the program that strips types adds calls to them.
 */
export type WatchedPage = {
  /** Milliseconds from the arrival of the latest data to the frame after now. */
  frameSinceData?: () => Promise<number>;
  /** The same for what is being waited for. */
  drawn?: Promise<number>;
  toldAt?: number;
  /** Keys of the cells that the last change touched in any way. */
  touched?: string[];
};

/** Before the page's own code: how each watch ends, and when its stream last said anything. */
export function installFrameClock(): void {
  const page = globalThis as WatchedPage;
  globalThis.EventSource = class extends EventSource {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      this.addEventListener('message', () => {
        page.toldAt = performance.now();
      });
    }
  };
  page.frameSinceData = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() =>
        setTimeout(() => {
          const loads = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
          const data = loads.filter(({ name }) => name.includes('agenda.day'));
          resolve(
            performance.now() - Math.max(page.toldAt ?? 0, ...data.map(({ responseEnd }) => responseEnd)),
          );
        }),
      );
    });
}

/** Before the page's own code: waits for so many cells and for the frame with them. */
export function watchGrid(wanted: number): void {
  const page = globalThis as WatchedPage;
  page.drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll('[data-cell]').length < wanted) return;
      observer.disconnect();
      resolve(page.frameSinceData?.() ?? Number.NaN);
    }).observe(document, { subtree: true, childList: true });
  });
}

/** On a page that stands: waits for the next change of any cell and its frame, and notes every cell touched. */
export function watchChange(): void {
  const page = globalThis as WatchedPage;
  page.touched = [];
  page.drawn = new Promise((resolve) => {
    new MutationObserver((records, observer) => {
      const nodes = records.flatMap(({ target, addedNodes, removedNodes }) => [
        target,
        ...addedNodes,
        ...removedNodes,
      ]);
      const cells = nodes.flatMap((node) => {
        const element = node instanceof Element ? node : node.parentElement;
        const around = element?.closest('[data-cell]');
        return around ?? [...(element?.matches('li') ? element.querySelectorAll('[data-cell]') : [])];
      });
      if (cells.length === 0) return;
      observer.disconnect();
      page.touched = [...new Set(cells.map((cell) => cell.getAttribute('data-cell') ?? ''))];
      resolve(page.frameSinceData?.() ?? Number.NaN);
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** Where a page keeps when each cell was first seen as booked, in epoch milliseconds, by its key. */
export type BookedPage = { bookedAt?: Record<string, number> };

/** Before the page's own code: notes when each cell becomes a booked one. Cells that are when they first come don't count. */
export function watchBooked(): void {
  const bookedAt: Record<string, number> = {};
  (globalThis as BookedPage).bookedAt = bookedAt;
  new MutationObserver((records) => {
    for (const { target } of records) {
      const key = target instanceof Element ? target.getAttribute('data-cell') : null;
      if (key && (target as Element).getAttribute('data-status') === 'booked') bookedAt[key] ??= Date.now();
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-status'] });
}
