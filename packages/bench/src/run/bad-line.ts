import { type Browser, chromium, type Page } from '@playwright/test';
import { addDays, weekday } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import { slowLine } from '../limits/slow-line.ts';
import type { LoadRequest } from '../load/plan.ts';
import { findChromium } from '../micro/chromium.ts';
import { type BookedPage, watchBooked } from '../micro/watched-grid.ts';
import { mutation } from '../scenarios/world.ts';
import { type ProductServer, startProduct } from '../server/product-server.ts';
import { inTurn } from '../work/in-turn.ts';
import { quantile } from '../work/measured.ts';
import { brokenInvariants, lastEvent } from './invariants.ts';
import type { Lab } from './lab.ts';
import { giveBack } from './tidy.ts';

export const badLine = 'a shown agenda at 4 Mbit/s';

export type BadLine = {
  doctors: number;
  /** How long the page's reading of the day took, and its bytes. */
  readingMs: number;
  readingBytes: number;
  /** From a booking in view to its cell on the screen; those that were not seen at all count as the longest. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  inView: number;
  seen: number;
  elsewhere: number;
  /** What came down the line while bookings ran. */
  bytesPerSecond: number;
  faults: string[];
};

const megabits = 4;
const inViewPerSecond = 2;
const elsewherePerSecond = 20;
const seconds = 20;
const patienceMs = 30_000;

/**
 * The agenda of 100 doctors in Chromium, at the end of a line of 4 Mbit/s, while patients book elsewhere and now and then
 * on the day that is shown. Null where there is no Chromium.
 */
export async function measureBadLine(lab: Lab): Promise<BadLine | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const product = await startProduct(lab.url, { mailPort: lab.rawHttpPort, forBrowser: true, worker: false });
  const line = await slowLine(product.origins.backoffice.port, megabits);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP localhost 127.0.0.1:${line.port}`],
  });
  const since = await lastEvent(lab.db);
  try {
    const plan = await bookingsOf(lab);
    const page = await openAgenda(browser, product, plan, lab.world.secretaries[0] ?? '');
    const reading = await readingOf(page);
    const before = line.carried();
    const { outcomes, seconds: took } = await lab.client.ask({
      ports: [product.origins.patient.port],
      origin: product.origins.patient.origin,
      connections: 8,
      seconds: seconds * 2,
      repeat: false,
      ratePerSecond: inViewPerSecond + elsewherePerSecond,
      requests: plan.requests,
    });
    const bytesPerSecond = (line.carried() - before) / took;
    const booked = await bookedAt(lab.db, since, plan);
    const delays = await delaysOf(page, booked);
    const refused = Object.entries(outcomes).filter(([outcome]) => outcome !== '200');
    return {
      doctors: plan.doctorIds.length,
      ...reading,
      ...delays,
      inView: booked.size,
      elsewhere: (outcomes['200'] ?? 0) - booked.size,
      bytesPerSecond,
      faults: [
        ...(await brokenInvariants(lab.db, since)),
        ...refused.map(([outcome, count]) => `${count} × ${outcome}`),
        ...(booked.size === 0 ? ['nobody booked what is shown'] : []),
        ...(delays.seen < booked.size ? [`${booked.size - delays.seen} changes were never seen`] : []),
      ].map((fault) => `${badLine}: ${fault}`),
    };
  } finally {
    await browser.close();
    await line.close();
    await product.stop();
    await giveBack(lab.db, since);
  }
}

type Plan = { date: string; doctorIds: number[]; requests: LoadRequest[] };

/** Of eleven bookings one on the shown day. */
async function bookingsOf({ db, network, world }: Lab): Promise<Plan> {
  const doctorIds = Array.from({ length: Math.min(100, network.doctors) }, (_, n) => n + 1);
  const date = workdayFrom(addDays(network.baseDate, 8));
  const count = seconds * (inViewPerSecond + elsewherePerSecond);
  const slotsOf = (shown: boolean, limit: number) => db.sql<{ id: number }[]>`
    select id from slot
    where doctor_id = any(${doctorIds}::int[]) and status = 'free' and (local_date = ${date}) = ${shown}
      and starts_at between now() + interval '2 days' and now() + interval '60 days'
    order by bench.chance(id) limit ${limit}`;
  const inView = await slotsOf(true, seconds * inViewPerSecond);
  const elsewhere = await slotsOf(false, count);
  const patients = world.patients.take(Math.min(count, world.patients.size));
  const every = 1 + elsewherePerSecond / inViewPerSecond;
  const requests = patients.map(({ cookie }, n) => {
    const { id } = (n % every === 0 ? inView[n / every] : undefined) ?? inTurn(elsewhere, n);
    const input = { slotId: id, idempotencyKey: crypto.randomUUID() };
    return mutation('appointments.book', input, overHttp(cookie));
  });
  return { date, doctorIds, requests };
}

const workdayFrom = (date: string): string => (weekday(date) < 6 ? date : workdayFrom(addDays(date, 1)));

/** The same session under the name that its cookie has where the origin is plain http. */
const overHttp = (cookie: string) => cookie.replace('__Host-', '');

async function openAgenda(
  browser: Browser,
  { origins: { backoffice } }: ProductServer,
  { date, doctorIds }: Plan,
  secretary: string,
): Promise<Page> {
  const context = await browser.newContext({ locale: 'es-AR', viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = overHttp(secretary).split('=');
  await context.addCookies([{ name, value, url: backoffice.origin }]);
  const page = await context.newPage();
  await page.addInitScript(watchBooked);
  const listens = page.waitForResponse((response) => /agenda[.](dayC|c)hanges/.test(response.url()), {
    timeout: patienceMs,
  });
  const search = new URLSearchParams({ fecha: date, prof: JSON.stringify(doctorIds) });
  await page.goto(`${backoffice.origin}/?${search}`);
  await page.locator('[data-cell]').first().waitFor({ timeout: patienceMs });
  await listens;
  return page;
}

function readingOf(page: Page): Promise<{ readingMs: number; readingBytes: number }> {
  return page.evaluate(() => {
    const loads = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const [day] = loads.filter(({ name }) => name.includes('agenda.day?'));
    return { readingMs: day?.duration ?? 0, readingBytes: day?.encodedBodySize ?? 0 };
  });
}

/** When each slot of the shown day was booked, in epoch milliseconds, by its cell's key. */
async function bookedAt(
  { sql }: Database,
  since: number,
  { date, doctorIds }: Plan,
): Promise<Map<string, number>> {
  const rows = await sql<{ key: string; at: Date }[]>`
    select 's' || slot_id as key, event.at from event join appointment on appointment.id = event.appointment_id
    where event.id > ${since} and event.type = 'appointment.booked' and event.local_date = ${date}
      and event.doctor_id = any(${doctorIds}::int[])`;
  return new Map(rows.map(({ key, at }) => [key, at.getTime()]));
}

/** Waits until all were seen, or until patience ends: what is unseen then took at least that long. */
async function delaysOf(page: Page, booked: Map<string, number>) {
  const keys = [...booked.keys()];
  await page
    .waitForFunction(
      (wanted) => wanted.every((key) => (globalThis as BookedPage).bookedAt?.[key] !== undefined),
      keys,
      { timeout: patienceMs, polling: 200 },
    )
    .catch(() => undefined);
  const seenAt = await page.evaluate(() => (globalThis as BookedPage).bookedAt ?? {});
  const until = Date.now();
  const delays = [...booked].map(([key, at]) => (seenAt[key] ?? until) - at).sort((a, b) => a - b);
  return {
    p50Ms: quantile(delays, 0.5),
    p95Ms: quantile(delays, 0.95),
    maxMs: delays.at(-1) ?? 0,
    seen: keys.filter((key) => seenAt[key] !== undefined).length,
  };
}
