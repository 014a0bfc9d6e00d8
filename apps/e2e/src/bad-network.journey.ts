import type { Page } from '@playwright/test';
import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';

/** Asked again every five seconds while nothing answers. */
const recoveredWithinMs = 30_000;

const path = `/?primero=si&desde=${nextMonday()}`;
const days = (page: Page) => page.getByRole('radio');
const hours = (page: Page) => page.getByRole('link', { name: / h, Dra?[.] / });

test('without a network the days stay, say so, and another day comes by itself once it is back', async ({
  open,
}) => {
  const page = await open('portal', { path });
  await expect(hours(page).first()).toBeVisible();
  const count = await days(page).count();
  await page.context().setOffline(true);
  const another = days(page).nth(1);
  await another.check();
  await expect(page.getByRole('alert')).toContainText('No hay conexión con el centro');
  await expect(days(page)).toHaveCount(count);
  await expect(another).toBeChecked();

  await page.context().setOffline(false);
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: recoveredWithinMs });
  await expect(hours(page).first()).toBeVisible();
  await expect(another).toBeChecked();
});

test('hours on screen stay where asking again for them fails, with the hour they are from', async ({
  open,
}) => {
  const page = await open('portal', { path });
  await expect(hours(page).first()).toBeVisible();
  const shown = await hours(page).count();
  await page.route('**/slots.overview*', (route) => route.abort());
  // A short cut of the line makes the page ask again, once the browser has noticed it.
  await page.context().setOffline(true);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
  await page.context().setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: 'Sin conexión con el centro' })).toBeVisible();
  await expect(hours(page)).toHaveCount(shown);

  await page.unroute('**/slots.overview*');
  await expect(page.getByText('Sin conexión con el centro')).toHaveCount(0, { timeout: recoveredWithinMs });
});

test('a screen that doesn’t arrive is asked for until it comes, and the pressed hour shows that it opens', async ({
  open,
}) => {
  const page = await open('portal', { path: '/ingresar' });
  const screen = '**/assets/booking-page-*.js';
  await page.route(screen, (route) => route.abort());
  await page.goto(path);
  const hour = hours(page).first();
  await hour.click();
  await expect(hour).toHaveAttribute('data-opening', 'true');
  await expect(page.getByText('Esa pantalla no llegó por la conexión')).toBeVisible();
  await expect(hour).toBeVisible();

  await page.unroute(screen);
  await expect(page.getByRole('heading', { name: 'Confirmá tu turno' })).toBeVisible({
    timeout: recoveredWithinMs,
  });
});
