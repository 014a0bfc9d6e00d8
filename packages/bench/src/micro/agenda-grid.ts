import { randomUUID } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import { lastEvent } from '../run/invariants.ts';
import type { Lab } from '../run/lab.ts';
import { giveBack } from '../run/tidy.ts';
import { mutation } from '../scenarios/world.ts';
import { startProduct } from '../server/product-server.ts';
import { type FreeSlot, fullSaturday } from './agenda-saturday.ts';
import { findChromium } from './chromium.ts';
import { changeDrawn, type Drawing, drawingOf, medianDrawing } from './drawing.ts';
import { installFrameClock, type WatchedPage, watchChange, watchGrid } from './watched-grid.ts';

const loads = 5;

type AgendaGridFigures = {
  /** The whole day: 20 doctors, 600 slots, 400 of them booked. */
  first: Drawing;
  /** One of its slots, booked by somebody else while the page is open. */
  change: Drawing;
};

type Desk = { origin: string; cookie: string };

/**
 * What the built backoffice draws between the arrival of a day's data and its frame, at first and after one live
 * change; medians over several loads. Null where there is no Chromium.
 *
 * @throws Error when a change of one slot touches any other cell
 */
export async function measureAgendaGrid(lab: Lab): Promise<AgendaGridFigures | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const since = await lastEvent(lab.db);
  const day = await fullSaturday(lab);
  const product = await startProduct(lab.url, { mailPort: lab.rawHttpPort, forBrowser: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const desk = deskOf(product.origins.backoffice.origin, lab.world.secretaries[0] ?? '');
    const drawn: AgendaGridFigures[] = [];
    for (const slot of day.free.slice(0, loads))
      drawn.push(await onOnePage(browser, desk, { date: day.date, cells: day.cells, slot }));
    return {
      first: medianDrawing(drawn.map(({ first }) => first)),
      change: medianDrawing(drawn.map(({ change }) => change)),
    };
  } finally {
    await browser.close();
    await product.stop();
    await giveBack(lab.db, since);
  }
}

/** The same session under the name that its cookie has where the origin is plain http. */
function deskOf(origin: string, cookie: string): Desk {
  return { origin, cookie: `vitalmed_backoffice=${cookie.slice(cookie.indexOf('=') + 1)}` };
}

async function onOnePage(
  browser: Browser,
  desk: Desk,
  { date, cells, slot }: { date: string; cells: number; slot: FreeSlot },
): Promise<AgendaGridFigures> {
  const context = await browser.newContext({ locale: 'es-AR', viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = desk.cookie.split('=');
  await context.addCookies([{ name, value, url: desk.origin }]);
  const page = await context.newPage();
  try {
    await page.addInitScript(installFrameClock);
    await page.addInitScript(watchGrid, cells);
    const first = await drawingOf(page, () => page.goto(`${desk.origin}/?fecha=${date}`), drawn);
    await page.evaluate(watchChange);
    const change = await changeDrawn(page, () => book(desk, slot), drawn);
    const touched = await page.evaluate(() => (globalThis as WatchedPage).touched ?? []);
    if (touched.length !== 1)
      throw new Error(`One changed slot touched ${touched.length} cells: ${touched.join(', ')}`);
    return { first, change };
  } finally {
    await context.close();
  }
}

/** Milliseconds from the data to the frame, once both have come. */
async function drawn(page: Page): Promise<number> {
  const elapsed = await page.evaluate(() => (globalThis as WatchedPage).drawn);
  if (elapsed === undefined) throw new Error('The page measured nothing');
  return elapsed;
}

/** As another desk does it: this page learns of it by its live connection alone. */
async function book({ origin, cookie }: Desk, { slotId, patientId }: FreeSlot): Promise<void> {
  const input = { slotId, patientId, channel: 'desk', idempotencyKey: randomUUID() };
  const { method, path, body } = mutation('appointments.book', input, cookie);
  const response = await fetch(`${origin}${path}`, {
    method,
    body,
    headers: { cookie, origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
  });
  if (!response.ok) throw new Error(`The booking was refused: ${await response.text()}`);
}
