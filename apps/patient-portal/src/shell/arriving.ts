import { m } from '@vitalmed/i18n';
import { closeNotice, notify } from './notices.tsx';

const ASK_AGAIN_MS = 5_000;

/**
 * A part of the app that loads later: without a network it is asked for until it comes, and meanwhile the screen before
 * stays. Throws what the import threw where the server does answer: a newer version was published.
 */
export function arriving<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    let missed = false;
    for (;;) {
      try {
        const part = await load();
        if (missed) closeNotice();
        return part;
      } catch (error) {
        if (missed && (await serverAnswers())) throw error;
        missed = true;
        notify({ text: m.portal_part_missing() });
        await networkMayBeBack();
      }
    }
  };
}

function serverAnswers(): Promise<boolean> {
  return fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

function networkMayBeBack(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, ASK_AGAIN_MS);
    window.addEventListener('online', go);
  });
}

/** Once the screen has what it needs, so that a press finds its part already here. Who saves data isn't sent more. */
export function fetchAhead(loads: readonly (() => Promise<unknown>)[]): void {
  const connection: unknown = Reflect.get(navigator, 'connection');
  if (typeof connection === 'object' && connection && Reflect.get(connection, 'saveData')) return;
  const fetchAll = async () => {
    for (const load of loads) await load().catch(() => undefined);
  };
  const whenIdle = () =>
    'requestIdleCallback' in window ? requestIdleCallback(fetchAll) : setTimeout(fetchAll, 2_000);
  if (document.readyState === 'complete') whenIdle();
  else window.addEventListener('load', whenIdle, { once: true });
}
