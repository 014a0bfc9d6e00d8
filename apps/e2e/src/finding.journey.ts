import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { nextMonday, spoken } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';

test('the desk finds a person however it writes them, and sees who may have a file already', async ({
  open,
}) => {
  test.setTimeout(240_000);
  const page = await open('backoffice', { path: '/pacientes?q=44111222' });
  await signInStaff(page, secretary);
  const box = page.getByRole('searchbox', { name: /Buscar paciente/ });
  await expect(box).toHaveValue('44111222');

  await box.fill('');
  await box.pressSequentially('perez');
  await box.press('Home');
  await box.pressSequentially('ABC');
  await expect(box).toHaveValue('ABCperez');
  await expect(page).toHaveURL(/q=ABCperez/);

  const first = await newPatient(page);
  await first.getByLabel('Apellido').fill('Ferreyra Hernández');
  await first.getByLabel('Nombre').fill('Tomasa');
  await first.getByLabel('DNI').fill('DNI N° 44.111.222');
  await first.getByLabel('Teléfono').fill('15 5566 7788');
  await save(first);
  await expect(page.getByRole('article')).toContainText('44111222');
  for (const typed of [
    'fereira',
    'ernandes tomaza',
    '44.111.222',
    'N° 44111222',
    '11 5566-7788',
    '+54 9 11 5566 7788',
  ]) {
    await box.fill(typed);
    await expect(page.getByRole('button', { name: /^Ferreyra Hernández, Tomasa/ })).toBeVisible();
  }

  const again = await newPatient(page);
  await again.getByLabel('Apellido').fill('Ferreira Hernandes');
  await again.getByLabel('Nombre').fill('Tomasa');
  await again.getByLabel('DNI').fill('44111223');
  const alike = again.getByRole('region', { name: 'Puede que ya tenga ficha' });
  await expect(alike).toContainText('mismo nombre y un DNI que difiere en un dígito');
  await expectAccessible(page, 'somebody who may have a file already');
  await alike.getByRole('button', { name: /^Usar esta ficha/ }).click();
  await expect(page.getByRole('article')).toContainText('44111222');

  const newborn = await newPatient(page);
  await newborn.getByLabel('Apellido').fill('Ferreyra');
  await newborn.getByLabel('Nombre').fill('Bebé');
  await newborn.getByLabel('DNI').fill('');
  await save(newborn);
  await expect(newborn).toContainText('si todavía no tiene, la fecha de nacimiento');
  await newborn.getByRole('textbox', { name: 'Fecha de nacimiento' }).fill('01/08/2026');
  await save(newborn);
  await expect(page.getByRole('article')).toContainText('sin DNI todavía');
});

test('an opening finds doctors by any part of their name, starts where they attend and ends at midnight', async ({
  open,
}) => {
  const page = await open('backoffice', { path: '/abrir' });
  await signInStaff(page, secretary);
  const doctors = page.getByRole('combobox', { name: 'Profesionales' });
  for (const [typed, name] of [
    ['ibanez', 'Dr. Martín Ibáñez'],
    ['gomez ana', 'Dra. Ana Gómez'],
    ['dra gomes', 'Dra. Ana Gómez'],
    ['sosa', 'Dr. Ricardo Sosa'],
  ] as const) {
    await doctors.fill(typed);
    await expect(page.getByRole('option')).toHaveText([name]);
    await doctors.press('Enter');
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
    if (typed !== 'sosa') await doctors.press('Backspace');
  }
  await expect(page.getByLabel('Sede').locator('option:checked')).toHaveText('Vitalmed Belgrano');
  await doctors.press('Escape');

  await page.getByLabel('Franja 1: desde').fill('22:00');
  await page.getByLabel('Franja 1: hasta').fill('00:00');
  await page.getByRole('button', { name: spoken(nextMonday()), exact: true }).click();
  await expect(page.getByRole('region', { name: 'Vista previa' })).toContainText('22:00 – 24:00');
});

test('the portal knows a specialty by what people call it, and a doctor by how the name sounds', async ({
  open,
}) => {
  const page = await open('portal');
  const box = page.getByRole('combobox');
  for (const [typed, found] of [
    ['corazon', 'Cardiología'],
    ['pediatra', 'Pediatría'],
    ['dermatologo', 'Dermatología'],
    ['dr peres', 'Dr. Juan Pérez'],
    ['gomez, ana', 'Dra. Ana Gómez'],
  ] as const) {
    await box.fill(typed);
    await expect(page.getByRole('option').first()).toContainText(found);
  }
});

async function newPatient(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Crear paciente' }).click();
  return page.getByRole('form', { name: 'Crear paciente' });
}

const save = (form: Locator) => form.getByRole('button', { name: 'Guardar paciente' }).click();
