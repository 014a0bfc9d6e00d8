import type { Page } from '@playwright/test';
import { bookForNewPatient, cell, panel } from './backoffice.ts';
import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';

const path = `/?fecha=${nextMonday()}`;
const free = '[data-cell][data-status="free"]';

test.use({ productName: 'desk-place' });

const somebody = {
  firstName: 'Irene',
  lastName: 'Quiroga',
  documentNumber: '33555777',
  phone: '011 4555-7788',
};

/** Something that can be pressed or read from has the focus, and it is what `selector` names. */
async function expectFocusOn(page: Page, selector: string): Promise<void> {
  await expect(page.locator(`${selector}:focus`)).toHaveCount(1);
}

test('the keyboard keeps its place after each act on the grid', async ({ open }) => {
  const page = await open('backoffice', { path });
  await signInStaff(page, secretary);
  await expect(page.locator(free).first()).toBeVisible();

  await test.step('the skip link leads to the grid, and G does from anywhere', async () => {
    await page.getByRole('link', { name: 'Saltar al contenido' }).focus();
    await page.keyboard.press('Enter');
    await expectFocusOn(page, '[data-cell]');
    await page.getByRole('link', { name: 'Pacientes' }).focus();
    await page.keyboard.press('g');
    await expectFocusOn(page, '[data-cell]');
  });

  await test.step('another day, and back', async () => {
    await page.keyboard.press('s');
    await expect(page).not.toHaveURL(new RegExp(nextMonday()));
    await expectFocusOn(page, '[data-cell]');
    await page.keyboard.press('a');
    await expect(page).toHaveURL(new RegExp(nextMonday()));
    await expectFocusOn(page, '[data-cell]');
  });

  const slot = page.locator(free).nth(1);
  const key = (await slot.getAttribute('data-cell')) ?? '';
  const same = page.locator(`[data-cell="${key}"]`);

  await test.step('Escape after a booking comes back to the cell', async () => {
    await slot.focus();
    await page.keyboard.press('Enter');
    await bookForNewPatient(page, somebody);
    await expect(same).toHaveAccessibleName(/Quiroga/);
    await expect(page.locator('aside :focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(same).toBeFocused();
  });

  await test.step('after cancelling, the focus is in the panel that tells it', async () => {
    await page.keyboard.press('c');
    await panel(page).getByRole('radio').first().check();
    await panel(page).getByRole('button', { name: 'Cancelar turno' }).click();
    await expect(same).toHaveAccessibleName(/Libre/);
    await expect(page.locator('body:focus')).toHaveCount(0);
    await expect(page.locator(':focus')).toHaveCount(1);
  });
});

test('several cells are chosen, blocked and released by keyboard alone', async ({ open }) => {
  const page = await open('backoffice', { path });
  await signInStaff(page, secretary);
  const column = page
    .locator('.day-column')
    .filter({ has: page.locator(free) })
    .last();
  const cells = column.locator('[data-cell]');
  await cells.nth(0).focus();
  await page.keyboard.press(' ');
  await cells.nth(2).focus();
  await page.keyboard.press('Shift+ ');
  const chosen = page.locator('[data-cell][aria-pressed="true"]');
  const count = await chosen.count();
  expect(count).toBeGreaterThan(1);
  await cells.nth(0).focus();
  await page.keyboard.press('b');
  await expect(column.locator('[data-status="withdrawn"]')).toHaveCount(count);
  await expect(chosen).toHaveCount(0);
  await expect(cells.nth(0)).toBeFocused();

  await page.keyboard.press(' ');
  await page.keyboard.press('b');
  await expect(column.locator('[data-status="withdrawn"]')).toHaveCount(count - 1);

  await page.keyboard.press(' ');
  await page.getByRole('textbox', { name: /Motivo/ }).fill('Congreso');
  await page.keyboard.press('Enter');
  await expect(column.locator('[data-status="withdrawn"]')).toHaveCount(count);
});

test('another screen and back loses no filter, and a filter that leads to nothing says so', async ({
  open,
}) => {
  const page = await open('backoffice', { path: `${path}&estado=["in_consultation"]` });
  await signInStaff(page, secretary);
  await expect(page.getByRole('status').filter({ hasText: 'Nada coincide con los filtros.' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/abrir/);
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/in_consultation/);
});

test('a date is written day first, or chosen in a calendar that begins on Monday', async ({ open }) => {
  const page = await open('backoffice', { path, locale: 'en-US' });
  await signInStaff(page, secretary);
  const field = page.getByRole('textbox', { name: /^(Fecha|Date)$/ });
  const [year, month, day] = nextMonday().split('-');
  await expect(field).toHaveValue(`${day}/${month}/${year}`);

  await field.fill('3/2/2027');
  await expect(page).toHaveURL(/fecha=2027-02-03/);
  await field.fill('31/2/2027');
  await field.blur();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL(/fecha=2027-02-03/);
  await field.fill('4/2');
  await field.press('Enter');
  await expect(page).toHaveURL(/fecha=2027-02-04/);

  await page.getByRole('button', { name: /calendar/ }).click();
  const calendar = page.getByRole('dialog');
  await expect(calendar.getByRole('columnheader').first()).toHaveText(/^(lun|Mon)$/);
  await expect(calendar.getByRole('button', { pressed: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/fecha=2027-02-11/);
  await expect(calendar).toHaveCount(0);
  await expect(page.getByRole('button', { name: /calendar/ })).toBeFocused();
});

test('the day and the table print whom to call and from when they are', async ({ open }) => {
  const page = await open('backoffice');
  await signInStaff(page, secretary);
  const booked = page.locator('[data-cell]:not([data-status="free"], [data-status="withdrawn"])');
  await expect(booked.first()).toBeVisible();
  for (const view of ['day', 'table']) {
    if (view === 'table') await page.keyboard.press('v');
    await expect(page.locator(view === 'table' ? 'tbody button' : '[data-cell]').first()).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const paper = page.locator('main');
    await expect(paper.getByText(/^Impreso: /)).toBeVisible();
    await expect(paper.getByRole('columnheader', { name: 'Teléfono' }).first()).toBeVisible();
    await expect(paper.getByRole('cell', { name: /^\+54\d{8,}$/ }).first()).toBeVisible();
    await expect(paper).toContainText('Consultorio');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
  }
});

test("what others change leaves one's place in the table, the scroll and the half typed alone", async ({
  open,
}) => {
  const [watching, acting] = [
    await open('backoffice', { path: `${path}&vista=tabla` }),
    await open('backoffice', { path }),
  ];
  for (const page of [watching, acting]) await signInStaff(page, secretary);
  const row = watching.locator('tbody tr[data-row]').filter({ hasText: 'Libre' }).nth(4);
  const name = await row.getAttribute('data-row');
  const button = watching.locator(`tr[data-row="${name}"] button`);
  await button.focus();

  const block = async (n: number) => {
    const slot = acting.locator(free).nth(n);
    const key = (await slot.getAttribute('data-cell')) ?? '';
    await slot.focus();
    await acting.keyboard.press('b');
    const changed = watching.locator(`tr[data-row="slot-${key.slice(1)}"]`);
    await expect(changed.filter({ hasText: 'Bloqueado' })).toHaveCount(1);
  };
  await block(0);
  await expect(button).toBeFocused();

  const search = watching.getByRole('searchbox');
  await search.pressSequentially('Gon');
  await expect(watching).toHaveURL(/q=Gon/);
  await acting.locator(free).nth(1).focus();
  await acting.keyboard.press('b');
  await search.pressSequentially('z');
  await expect(search).toHaveValue('Gonz');
  await expect(search).toBeFocused();
});
