import { watchTyping } from './half-typed.ts';
import { lateParts } from './late-part.ts';
import { atNextChance } from './next-chance.ts';

const ASK_AGAIN_AFTER_MS = 30_000;
const IDLE_WITHIN_MS = 5_000;

/**
 * Has the parts fetched that nobody needed yet, one at a time and while the browser is idle, so that a lost network
 * takes none of them away. Where people pay for what they fetch, each part comes when it's needed.
 */
export function keepPartsReady(): void {
  watchTyping(document);
  if (!savesData()) fetchRest();
}

function fetchRest(): void {
  void fetchAll().catch(() => atNextChance(fetchRest, ASK_AGAIN_AFTER_MS));
}

async function fetchAll(): Promise<void> {
  for (const part of lateParts) {
    if (part.now() !== undefined) continue;
    await idle();
    await part.fetch();
  }
}

/** Safari has no idle callback: a moment's rest does there. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: IDLE_WITHIN_MS });
    else setTimeout(resolve, 200);
  });
}

function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return (
    typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true
  );
}
