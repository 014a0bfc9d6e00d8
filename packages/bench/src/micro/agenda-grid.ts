import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { addDays, weekday } from '@vitalmed/core';
import { today } from '../generate/network.ts';
import { runStatement } from '../limits/statements.ts';
import { lastEvent } from '../run/invariants.ts';
import type { Lab } from '../run/lab.ts';
import { giveBack } from '../run/tidy.ts';
import { writeTargets } from '../scenarios/bookable.ts';
import { startProduct } from '../server/product-server.ts';
import { median } from '../work/measured.ts';

const columns = 20;
const cells = 600;
const booked = 400;
const loads = 5;

/**
 * Milliseconds from the arrival of the day's data to the frame in which its grid stands: 20 doctors, 600 slots, 400
 * of them booked, in the built backoffice. Null where there is no Chromium.
 */
export async function measureAgendaGrid(lab: Lab): Promise<number | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const since = await lastEvent(lab.db);
  const date = await openSaturday(lab);
  const product = await startProduct(lab.url, { mailPort: lab.rawHttpPort, forBrowser: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { origin } = product.origins.backoffice;
    const times: number[] = [];
    for (let n = 0; n < loads; n++)
      times.push(await drawOnce(browser, origin, { date, cookie: lab.world.secretaries[0] ?? '' }));
    return median(times);
  } finally {
    await browser.close();
    await product.stop();
    await giveBack(lab.db, since);
  }
}

/** The one that CHROMIUM_PATH names, the system's, or Playwright's own; undefined where there is none. */
function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    chromium.executablePath(),
  ];
  return places.find((path) => path && existsSync(path));
}

/** Nobody attends on Saturdays, so the whole day is this measurement's: thirty slots for each of twenty doctors. */
async function openSaturday({ db, network }: Lab): Promise<string> {
  let date = addDays(today(new Date()), 7);
  while (weekday(date) !== 6) date = addDays(date, 1);
  for (let doctor = 0; doctor < columns; doctor++) {
    await runStatement(db, {
      kind: 'open-days',
      key: randomUUID(),
      doctorId: doctor + 1,
      specialtyId: (doctor % network.specialties) + 1,
      siteId: 1,
      dates: [date],
      ranges: [{ from: '08:00', to: '18:00' }],
    });
  }
  const slots = await db.sql<{ id: number; patientId: string }[]>`
    select id, bench.id('patient', row_number() over (order by id)) as "patientId"
    from slot where local_date = ${date} and status = 'free' limit ${booked}`;
  await writeTargets(
    db,
    slots.map(({ id, patientId }) => ({ slotId: id, patient: { patientId, cookie: '' } })),
  );
  for (let target = 0; target < slots.length; target++) await runStatement(db, { kind: 'claim', target });
  return date;
}

async function drawOnce(
  browser: Browser,
  origin: string,
  day: { date: string; cookie: string },
): Promise<number> {
  const context = await browser.newContext({ locale: 'es-AR', viewport: { width: 1440, height: 900 } });
  const value = day.cookie.slice(day.cookie.indexOf('=') + 1);
  await context.addCookies([{ name: 'vitalmed_backoffice', value, url: origin }]);
  const page = await context.newPage();
  try {
    await page.addInitScript(watchDrawing, cells);
    await page.goto(`${origin}/?fecha=${day.date}`);
    const drawn = await page.evaluate(() => (globalThis as DrawingPage).drawn);
    if (drawn === undefined) throw new Error('The page measured nothing');
    return drawn;
  } finally {
    await context.close();
  }
}

type DrawingPage = { drawn?: Promise<number> };

/**
 * Runs in the page before its own code: waits for the cells, then until the frame with them has been drawn, and
 * subtracts when their data had come. Without inner names: the program that strips types adds calls to them.
 */
function watchDrawing(wanted: number): void {
  (globalThis as DrawingPage).drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll('[data-cell]').length < wanted) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          const loads = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
          const data = loads
            .filter(({ name }) => name.includes('agenda.day'))
            .map(({ responseEnd }) => responseEnd);
          resolve(performance.now() - Math.max(...data));
        }),
      );
    }).observe(document, { subtree: true, childList: true });
  });
}
