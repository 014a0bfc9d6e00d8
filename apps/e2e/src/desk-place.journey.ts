import type { Page } from '@playwright/test';
import { bookForNewPatient, panel } from './backoffice.ts';
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
    await page.getByRole('link', { name: 'Ir al contenido' }).focus();
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
    const form = page.getByRole('form', { name: 'Cancelar turno' });
    await form.getByRole('radio').first().check();
    await form.getByRole('button', { name: 'Cancelar el turno' }).click();
    await expect(same).toHaveAccessibleName(/Libre/);
    await expect(page.locator('body:focus')).toHaveCount(0);
    await expect(page.locator(':focus')).toHaveCount(1);
  });
});

/** Of some doctor: a free cell, and a taken one further down, as their keys. */
function stretchThatEndsOnTaken(page: Page): Promise<{ from: string; to: string; free: number }> {
  return page.evaluate(() => {
    for (const column of document.querySelectorAll('.day-column')) {
      const cells = [...column.querySelectorAll<HTMLElement>('[data-cell^="s"]')];
      const isFree = (cell: HTMLElement) => cell.dataset.status === 'free';
      const from = cells.findIndex((cell, n) => isFree(cell) && cells.slice(n + 1, n + 4).some(isFree));
      const to = cells.findIndex((cell, n) => n > from + 1 && cell.dataset.status === 'booked');
      const between = cells.slice(from, to).filter(isFree).length;
      if (from === -1 || to === -1 || between < 2) continue;
      return { from: cells[from]?.dataset.cell ?? '', to: cells[to]?.dataset.cell ?? '', free: between };
    }
    throw new Error('No doctor has free cells before a taken one');
  });
}

test('several cells are chosen, blocked and released by keyboard alone', async ({ open }) => {
  const page = await open('backoffice', { path });
  await signInStaff(page, secretary);
  await expect(page.locator(free).first()).toBeVisible();
  const stretch = await stretchThatEndsOnTaken(page);
  const from = page.locator(`[data-cell="${stretch.from}"]`);
  const chosen = page.locator('[data-cell][aria-pressed="true"]');
  const blocked = page.locator('[data-cell][data-status="withdrawn"]');
  const before = await blocked.count();

  await from.focus();
  await page.keyboard.press('Space');
  await page.locator(`[data-cell="${stretch.to}"]`).focus();
  await page.keyboard.press('Shift+Space');
  await expect(chosen).toHaveCount(stretch.free);
  await page.keyboard.press('b');
  await expect(blocked).toHaveCount(before + stretch.free);
  await expect(chosen).toHaveCount(0);
  await expect(page.locator(`[data-cell="${stretch.to}"]`)).toBeFocused();

  await from.focus();
  await page.keyboard.press('b');
  await expect(from).toHaveAccessibleName(/Libre/);
  await page.keyboard.press('Space');
  await page.getByRole('region', { name: 'Cupos elegidos' }).getByRole('textbox').fill('Congreso');
  await page.keyboard.press('Enter');
  await expect(from).toHaveAccessibleName(/Bloqueado/);
  await expect(from).toBeFocused();
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
  const page = await open('backoffice', { path });
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
    await expect(paper.getByRole('cell', { name: /^\d{2,4} \d{2,4}-\d{4}$/ }).first()).toBeVisible();
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
  const rows = watching.locator('tbody tr[data-row^="slot-"]').filter({ hasText: 'Libre' });
  await expect(rows.nth(2)).toBeVisible();
  const names = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row') ?? ''));
  const [first = '', second = '', own = ''] = names;
  const button = watching.locator(`tr[data-row="${own}"] button`);
  await expect(button).toHaveCount(1);
  await button.focus();

  const block = async (name: string) => {
    await acting.locator(`[data-cell="${name.replace('slot-', 's')}"]`).focus();
    await acting.keyboard.press('b');
  };
  const asBlocked = (name: string) =>
    watching.locator(`tr[data-row="${name}"]`).filter({ hasText: 'Bloqueado' });
  await block(first);
  await expect(asBlocked(first)).toHaveCount(1);
  await expect(button).toBeFocused();

  const search = watching.getByRole('searchbox');
  await search.pressSequentially('Gon');
  await expect(watching).toHaveURL(/q=Gon/);
  await block(second);
  await search.pressSequentially('z');
  await expect(search).toHaveValue('Gonz');
  await expect(search).toBeFocused();
});
