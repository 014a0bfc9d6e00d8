import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { oncePressesCount, tabTo } from './keyboard.ts';
import { doctor, password, patient, secretary } from './people.ts';

/** The door of both staff apps has the focus in its first field already. */
async function enter(page: Page, email: string): Promise<void> {
  await expect(page.getByLabel('Correo electrónico')).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

test.describe('by keyboard alone', () => {
  test('a patient finds and books a turno', async ({ open }) => {
    const page = await open('portal');
    await tabTo(page, page.getByRole('combobox', { name: 'Especialidad o profesional' }));
    await page.keyboard.type('derma');
    await expect(page.getByRole('option', { name: 'Dermatología' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /Dermatología/ })).toBeVisible();

    const days = page.getByRole('radio');
    await tabTo(page, days);
    await page.keyboard.press('ArrowRight');
    await expect(days.nth(1)).toBeChecked();
    await tabTo(page, page.getByRole('listitem').getByRole('link', { name: / h, Dra?[.] / }));
    await page.keyboard.press('Enter');

    await tabTo(page, page.getByLabel('Correo electrónico'));
    await page.keyboard.type(patient);
    await tabTo(page, page.getByLabel('Contraseña', { exact: true }));
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    const confirm = page.getByRole('button', { name: 'Reservar este turno' });
    await expect(confirm).toBeFocused();
    await expect(confirm).toHaveAccessibleDescription(/ h, Dra?[.] .+, /);
    await oncePressesCount(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '¡Listo! El turno es tuyo' })).toBeVisible();
  });

  test('a secretary gives a known patient the next free turno in ten key presses', async ({ open }) => {
    const page = await open('backoffice');
    await enter(page, secretary);
    await expect(page.getByRole('region', { name: /^Agenda del/ })).toBeVisible();

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: '¿Para quién y cuándo?' })).toBeFocused();
    await page.keyboard.type('gimen');
    await expect(page.getByRole('option', { name: /Giménez/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    const hours = page.getByRole('group', { name: 'Horarios libres' });
    await expect(hours).toBeFocused();
    await page.keyboard.press('ArrowDown');
    const slot = hours.getByRole('button').first();
    await expect(slot).toBeFocused();
    await expect(slot).toBeEnabled();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Turno dado a .*Giménez/)).toBeVisible();
  });

  test('a doctor calls somebody in, finishes, and looks at tomorrow', async ({ open }) => {
    const page = await open('doctor');
    await enter(page, doctor);
    await expect(page.getByRole('heading', { level: 1, name: /^hoy/i })).toBeVisible();

    await tabTo(page, page.getByRole('button', { name: /^Hacer pasar: / }));
    const name = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label')?.split(': ')[1],
    );
    await page.keyboard.press('Enter');
    const finish = page.getByRole('button', { name: `Terminar: ${name}` });
    await expect(finish).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /Listos/ })).toContainText(name ?? '');

    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('heading', { level: 1, name: /^mañana/i })).toBeVisible();
  });
});
