import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { bookForNewPatient, panel } from './backoffice.ts';
import { nextMonday } from './calendar.ts';
import { expect, type OpenApp, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';

const path = `/?fecha=${nextMonday()}`;
const elsa = { firstName: 'Elsa', lastName: 'Wichí', documentNumber: '35111888', phone: '011 4777-1188' };
const omar = { firstName: 'Omar', lastName: 'Qom', documentNumber: '35111999', phone: '011 4777-1199' };

async function openDesk(open: OpenApp): Promise<Page> {
  const page = await open('backoffice', { path });
  await signInStaff(page, secretary);
  return page;
}

/** The n-th free hour from the end of the day: the first ones are other journeys'. */
async function freeCell(page: Page, fromTheEnd: number): Promise<string> {
  const free = page.locator('[data-cell][data-status="free"]');
  await expect(free.first()).toBeVisible();
  const keys = await free.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell') ?? ''));
  return keys.at(-1 - fromTheEnd) ?? '';
}

const cellOf = (page: Page, key: string): Locator => page.locator(`[data-cell="${key}"]`);

test('a second Enter books nobody anything, and what was booked can be undone', async ({ open }) => {
  const page = await openDesk(open);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox').first()).toBeFocused();
  await page.keyboard.type('gimen');
  await expect(page.getByRole('option', { name: /Giménez/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const hours = page.getByRole('group', { name: 'Horarios libres' });
  await expect(hours).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  const first = hours.getByRole('button').first();
  await expect(first).toBeFocused();
  await expect(page.getByText(/^Turno dado a/)).toHaveCount(0);

  await expect(first).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Turno dado a .*Giménez/)).toBeVisible();
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect(page.getByText(/^Se deshizo: .*Giménez ya no tiene ese turno/)).toBeVisible();
});

test('an hour that somebody else takes leaves the patient and the typing in the panel', async ({ open }) => {
  const [one, two] = [await openDesk(open), await openDesk(open)];
  const key = await freeCell(one, 0);
  await cellOf(one, key).click();
  await panel(one).getByRole('combobox').fill('gimen');

  await cellOf(two, key).click();
  await bookForNewPatient(two, elsa);

  await expect(panel(one)).toContainText('se acaba de dar a Wichí, Elsa');
  await expect(panel(one).getByRole('combobox')).toHaveValue('gimen');
  await expectAccessible(one, 'a panel whose hour was taken');
  await panel(one)
    .getByRole('option', { name: /Giménez/ })
    .first()
    .click();
  await panel(one)
    .getByRole('group', { name: 'Los horarios libres más cercanos' })
    .getByRole('button')
    // The patient may have a turno of their own near the first.
    .last()
    .click();
  await panel(one)
    .getByRole('button', { name: /^Dar turno: / })
    .click();
  await expect(one.getByText(/^Turno dado a .*Giménez/)).toBeVisible();
});

test('a cancellation is decided on what was seen, and can be undone', async ({ open }) => {
  const [one, two] = [await openDesk(open), await openDesk(open)];
  const key = await freeCell(one, 1);
  await cellOf(one, key).click();
  await bookForNewPatient(one, omar);
  await expect(cellOf(one, key)).toHaveAccessibleName(/Reservado, Qom, Omar/);
  const form = one.getByRole('form', { name: 'Cancelar turno' });
  await panel(one).getByRole('button', { name: 'Cancelar turno' }).click();
  await form.getByLabel('Nota interna').fill('Llamó su hija');

  // A colleague cancels it and takes that back: the same state, and not what was seen.
  await cellOf(two, key).click();
  await panel(two).getByRole('button', { name: 'Cancelar turno' }).click();
  await panel(two).getByLabel('Otro motivo').check();
  await panel(two).getByRole('button', { name: 'Cancelar el turno' }).click();
  await expect(form).toContainText('Ya no se puede cancelar');
  await two.getByRole('button', { name: 'Deshacer', exact: true }).click();
  await expect(two.getByText('Qom, Omar tiene otra vez su turno')).toBeVisible();
  await expect(cellOf(two, key)).toHaveAccessibleName(/Reservado, Qom, Omar/);

  await form.getByLabel('A pedido del paciente').check();
  await form.getByRole('button', { name: 'Cancelar el turno' }).click();
  await expect(form).toContainText('El turno cambió mientras lo mirabas');
  await expect(form).toContainText('Deshizo la cancelación · Lucía Benítez');
  await expect(form.getByLabel('Nota interna')).toHaveValue('Llamó su hija');
  await expect(form.getByLabel('A pedido del paciente')).toBeChecked();
  await expectAccessible(one, 'a form whose turno a colleague changed');
  await form.getByRole('button', { name: 'Cancelar el turno' }).click();
  await expect(cellOf(one, key)).toHaveAccessibleName(/Libre.*cancelado: Qom, Omar/);

  await panel(one).getByRole('button', { name: 'Deshacer la cancelación' }).click();
  await expect(cellOf(one, key)).toHaveAccessibleName(/Reservado, Qom, Omar/);
  await expect(panel(one).getByRole('region', { name: 'Historia del turno' })).toContainText(
    'Deshizo la cancelación',
  );
});

/** Free cells that a hand can reach without scrolling, beside an open panel. */
function freeInSight(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-cell][data-status="free"]')]
      .filter((cell) => {
        const { x, y } = cell.getBoundingClientRect();
        return document.elementFromPoint(x + 32, y + 12)?.closest('[data-cell]') === cell;
      })
      .map((cell) => cell.dataset.cell ?? ''),
  );
}

/** As a hand does it: the way there is part of it. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = [await cellOf(page, from).boundingBox(), await cellOf(page, to).boundingBox()];
  if (!start || !end) throw new Error('Both cells have to be on the screen');
  await page.mouse.move(start.x + 20, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y + 20, { steps: 4 });
  await page.mouse.move(end.x + 30, end.y + 10, { steps: 8 });
  await page.mouse.move(end.x + 32, end.y + 12, { steps: 3 });
  await page.mouse.up();
}

test('a turno that is dragged to another specialty asks first, and says whose it becomes', async ({
  open,
}) => {
  const page = await openDesk(open);
  const from = page.locator('[data-cell][data-status="booked"]').first();
  const patient = (await from.locator('.slot-cell-name').textContent()) ?? '';
  const key = (await from.getAttribute('data-cell')) ?? '';
  await cellOf(page, key).click();
  const turno = await panel(page).locator('p.text-muted').first().textContent();
  const specialty = turno?.split(' · ')[0] ?? '';
  const dialog = page.getByRole('dialog', { name: /^¿Mover el turno de/ });
  const ofOtherSpecialty = async () => {
    for (const free of await freeInSight(page)) {
      await cellOf(page, free).click();
      const other = await panel(page).locator('p.text-muted').first().textContent();
      if (other && !other.startsWith(specialty)) return free;
    }
    throw new Error('Every free hour in sight is of the same specialty');
  };
  const to = await ofOtherSpecialty();
  await cellOf(page, key).hover();
  await expect(cellOf(page, key)).toHaveAttribute('draggable', 'true');
  await drag(page, key, to);

  await expect(dialog).toContainText(specialty);
  await expect(dialog.getByRole('button', { name: 'Dejarlo como está' })).toBeFocused();
  await expectAccessible(page, 'what a move changes');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(cellOf(page, key)).toContainText(patient);

  await drag(page, key, to);
  await dialog.getByRole('button', { name: 'Mover el turno' }).click();
  await expect(page.getByText(new RegExp(`^Turno de ${patient} cambiado`))).toBeVisible();
  await expect(page.getByRole('region', { name: 'Avisos' })).toContainText(/Dra?[.] /);
  await expect(cellOf(page, to)).toContainText(patient);
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect(cellOf(page, key)).toContainText(patient);
});
