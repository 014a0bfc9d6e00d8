import type { Locator, Page } from '@playwright/test';
import { prepareOpening } from './backoffice.ts';
import { nextMonday } from './calendar.ts';
import { expect, type OpenApp, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';
import { chooseDay, confirmBooking, searchFor, signUp } from './portal.ts';

const PEREZ = 'Dr. Juan Pérez';
const SHOWN_AT_FIRST = 12;
const monday = nextMonday();

/** Has no turno yet that could forbid another at the same hour. */
const dario = {
  firstName: 'Darío',
  lastName: 'Ojeda',
  documentNumber: '36777888',
  phone: '011 4777-8901',
  email: 'dario.ojeda@example.com',
};

test.use({ productName: 'keeping-place' });

/** More hours than the card of a doctor shows at first. */
async function openLongDay(open: OpenApp): Promise<void> {
  const desk = await open('backoffice');
  await signInStaff(desk, secretary);
  await prepareOpening(desk, { doctor: PEREZ, date: monday, from: '09:00', to: '15:00' });
  await desk.getByRole('button', { name: 'Abrir 18 turnos' }).click();
  await expect(desk.getByRole('link', { name: 'Ver en la agenda' })).toBeVisible();
}

/** Somebody else, in a browser of their own, who books the hour of that link. */
async function somebodyElse(open: OpenApp): Promise<(hour: Locator) => Promise<void>> {
  const page = await open('portal');
  await signUp(page, dario);
  return async (hour) => {
    await page.goto((await hour.getAttribute('href')) ?? '');
    await confirmBooking(page);
  };
}

/** The doctor's hours of that day, in the order of the page. */
async function lookAtHours(page: Page): Promise<Locator> {
  await searchFor(page, PEREZ);
  await chooseDay(page, monday);
  return page.getByRole('listitem').getByRole('link', { name: / h, Dr[.] / });
}

/** The link of that place as it is now, whatever comes before or after it. */
async function hourOf(hours: Locator, place: number): Promise<Locator> {
  return hours.page().locator(`a[href="${await hours.nth(place).getAttribute('href')}"]`);
}

test("somebody else's booking leaves everything where it was", async ({ open }) => {
  await openLongDay(open);
  const take = await somebodyElse(open);
  const page = await open('portal');
  const hours = await lookAtHours(page);
  const [first, second, third, fourth, next] = await Promise.all(
    [0, 1, 2, 3, 4].map((place) => hourOf(hours, place)),
  );
  if (!first || !second || !third || !fourth || !next) throw new Error('The doctor has no hours');

  await test.step('more hours, opened by keyboard, have the focus', async () => {
    await page.getByRole('button', { name: 'Ver 6 horarios más' }).focus();
    await page.keyboard.press('Enter');
    await expect(hours).toHaveCount(18);
    await expect(hours.nth(SHOWN_AT_FIRST)).toBeFocused();
  });
  const last = await hourOf(hours, 17);

  await test.step('the focus on an hour, and the opened list', async () => {
    await last.focus();
    await take(first);
    await expect(first).toHaveCount(0);
    await expect(last).toBeFocused();
    await expect(hours).toHaveCount(17);
  });

  await test.step('the focus on a day', async () => {
    const day = page.getByRole('radio', { checked: true });
    await day.focus();
    await take(second);
    await expect(second).toHaveCount(0);
    await expect(day).toBeFocused();
  });

  await test.step('who stood on that very hour stands on the next one, and hears of it', async () => {
    await fourth.focus();
    await take(fourth);
    await expect(next).toBeFocused();
    await expect(
      page.getByRole('status').filter({ hasText: /El horario de las .* ya no está libre/ }),
    ).toHaveCount(1);
  });

  await test.step('a press under way', async () => {
    await last.hover();
    await page.mouse.down();
    await take(third);
    await expect(third).toHaveCount(0);
    await page.mouse.up();
    await expect(page.getByRole('heading', { name: 'Confirmá tu turno' })).toBeVisible();
    await expect(page).toHaveURL(/\/reservar\//);
  });
});
