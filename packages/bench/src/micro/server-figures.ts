import { setTimeout as delay } from 'node:timers/promises';
import { lastEvent } from '../run/invariants.ts';
import type { Lab } from '../run/lab.ts';
import { measureProduct } from '../run/measure.ts';
import { allDelivered, giveBack } from '../run/tidy.ts';
import { bookDistinctSlots } from '../scenarios/booking.ts';
import { portalSearch } from '../scenarios/searching.ts';
import { startProduct } from '../server/product-server.ts';
import { median } from '../work/measured.ts';

export type ServerFigures = { readyMs: number; idleMb: number; loadedMb: number };

const starts = 3;
const connections = 32;

/** Start on an existing database, memory at rest, and the most memory while 32 clients search and book. */
export async function measureServer(lab: Lab, seconds: number): Promise<ServerFigures> {
  const readyAfter: number[] = [];
  let idleMb = 0;
  for (let n = 0; n < starts; n++) {
    const server = await startProduct(lab.url, { mailPort: lab.rawHttpPort });
    readyAfter.push(server.readyAfterMs);
    idleMb = await settled(() => server.memoryMb());
    await server.stop();
  }
  return { readyMs: median(readyAfter), idleMb, loadedMb: await mostUnderLoad(lab, seconds) };
}

/** Memory once it has stopped changing: the same within a hundredth a second later. */
async function settled(memoryMb: () => number): Promise<number> {
  let last = memoryMb();
  for (let n = 0; n < 10; n++) {
    await delay(1_000);
    const now = memoryMb();
    if (Math.abs(now - last) < last / 100) return now;
    last = now;
  }
  return last;
}

async function mostUnderLoad(lab: Lab, seconds: number): Promise<number> {
  const [product] = lab.products;
  const since = await lastEvent(lab.db);
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, product.memoryMb());
  }, 100);
  for (const scenario of [portalSearch, bookDistinctSlots]) {
    const prepared = await scenario.prepare(lab.world, { connections, most: seconds * 500, number: 0 });
    await measureProduct(lab, { prepared, connections, seconds });
  }
  clearInterval(timer);
  await giveBack(lab.db, since);
  await allDelivered(lab.db);
  return most;
}
