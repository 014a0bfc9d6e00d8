import { Worker as Thread } from 'node:worker_threads';

type Answer = { id: number; score: number };

/** Beside this file, when it is built and when it isn't. */
const threadFile = new URL('./guessing-thread.js', import.meta.url);

let thread: Thread | null = null;
let asked = 0;
const waiting = new Map<number, { resolve(score: number): void; reject(error: Error): void }>();

/**
 * How hard a password is to guess, from 0 (at once) to 4; 3 takes some 10^8 guesses. `about` are facts about its owner.
 * Takes up to two seconds of a processor for 64 characters, in a thread of its own, one password after the other.
 */
export function guessingScore(password: string, about: readonly string[]): Promise<number> {
  thread ??= beginThread();
  asked += 1;
  const id = asked;
  thread.postMessage({ id, password, about });
  // While somebody waits for it, and no longer, it keeps the process from ending.
  thread.ref();
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function beginThread(): Thread {
  const begun = new Thread(threadFile);
  begun.on('message', ({ id, score }: Answer) => {
    waiting.get(id)?.resolve(score);
    waiting.delete(id);
    if (waiting.size === 0) begun.unref();
  });
  // The next password begins a new one.
  begun.on('error', (error) => {
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return begun;
}
