import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { book, keptConnections } from './booking-client.ts';
import type { Wish } from './clinic.ts';
import { type Entry, Ledger } from './ledger.ts';

export type Crowd = {
  ledger: Ledger;
  /** Resolves when so many more bookings have been acknowledged. */
  more(count: number): Promise<void>;
  /** Takes no new wish; resolves when everybody has an answer. */
  leave(): Promise<void>;
};

const clients = 16;
/** A person's pace, so that a scenario's material lasts as long as it does. */
const pauseMs = 100;
const againAfterMs = 200;
const patienceMs = 60_000;

type Asking = { portal: string; agent: Agent; ledger: Ledger; hasLeft(): boolean };

/** Asks for the wish under one key until it is known what became of it; writes down each answer. */
export async function fulfil(wish: Wish, { portal, agent, ledger, hasLeft }: Asking): Promise<Entry> {
  const idempotencyKey = randomUUID();
  for (;;) {
    const entry = await book(portal, agent, { ...wish, idempotencyKey });
    ledger.write(entry);
    if ((entry.outcome !== 'away' && entry.outcome !== 'cut') || hasLeft()) return entry;
    await delay(againAfterMs);
  }
}

/**
 * Clients who book, each wish under one key: whoever is told that the database is away, or hears nothing, asks again
 * under the same key, as the apps do, until they know.
 */
export function startCrowd(portal: string, wishes: Wish[]): Crowd {
  const ledger = new Ledger();
  const agent = keptConnections(clients);
  let leaving = false;

  const hasLeft = () => leaving;
  const client = async () => {
    while (!leaving) {
      const wish = wishes.pop();
      if (!wish) return;
      await fulfil(wish, { portal, agent, ledger, hasLeft });
      await delay(pauseMs * (0.5 + Math.random()));
    }
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  return {
    ledger,
    async more(count) {
      const goal = ledger.acknowledged().size + count;
      const deadline = Date.now() + patienceMs;
      while (ledger.acknowledged().size < goal && Date.now() < deadline) await delay(20);
    },
    async leave() {
      leaving = true;
      await all;
      agent.destroy();
    },
  };
}
