import type { CDPSession, Page, Route } from '@playwright/test';
import { median } from '../work/measured.ts';

/** All in milliseconds. */
export type Drawing = {
  /** From the arrival of the data to the frame that shows them; whatever else the machine does counts too. */
  toFrame: number;
  /** What the page's main thread spent meanwhile, and on what. */
  script: number;
  style: number;
  layout: number;
};

const agendaData = /agenda[.]day/;

/**
 * Draws what `act` makes the page ask for. The answer is held back until the page has finished everything else, so
 * that nothing but its drawing is counted.
 */
export async function drawingOf(
  page: Page,
  act: () => Promise<unknown>,
  drawn: (page: Page) => Promise<number>,
): Promise<Drawing> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const asked = new Promise<Route>((resolve) => page.route(agendaData, resolve, { times: 1 }));
  await act();
  const answer = await asked;
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const before = await mainThread(cdp);
  await answer.continue();
  const drawing = await drawingSince(before, cdp, await drawn(page));
  await cdp.detach();
  return drawing;
}

/** Draws what the page is told of by itself when `act` happens elsewhere. */
export async function changeDrawn(
  page: Page,
  act: () => Promise<unknown>,
  drawn: (page: Page) => Promise<number>,
): Promise<Drawing> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const before = await mainThread(cdp);
  await act();
  const drawing = await drawingSince(before, cdp, await drawn(page));
  await cdp.detach();
  return drawing;
}

async function drawingSince(
  before: Omit<Drawing, 'toFrame'>,
  cdp: CDPSession,
  toFrame: number,
): Promise<Drawing> {
  const after = await mainThread(cdp);
  return {
    toFrame,
    script: after.script - before.script,
    style: after.style - before.style,
    layout: after.layout - before.layout,
  };
}

export function medianDrawing(drawings: readonly Drawing[]): Drawing {
  const of = (part: keyof Drawing) => median(drawings.map((drawing) => drawing[part]));
  return { toFrame: of('toFrame'), script: of('script'), style: of('style'), layout: of('layout') };
}

/** Chromium's own counters since the page was made. */
async function mainThread(cdp: CDPSession): Promise<Omit<Drawing, 'toFrame'>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  return { script: ms('ScriptDuration'), style: ms('RecalcStyleDuration'), layout: ms('LayoutDuration') };
}
