import { expect, type Locator, type Page } from '@playwright/test';
import { spoken } from './calendar.ts';
import type { NewPatient } from './people.ts';

interface Opening {
  doctor: string;
  date: string;
  from: string;
  to: string;
}

/** Fills the opening form as a secretary would, up to the preview. */
export async function prepareOpening(page: Page, { doctor, date, from, to }: Opening): Promise<void> {
  await page.getByRole('link', { name: 'Abrir agenda' }).click();
  await page.getByRole('combobox', { name: 'Profesionales' }).fill(doctor);
  await page.getByRole('option', { name: doctor }).click();
  await page.getByLabel('Franja 1: desde').fill(from);
  await page.getByLabel('Franja 1: hasta').fill(to);
  await page.getByRole('button', { name: spoken(date), exact: true }).click();
}

/** The cell of the day's grid at that hour of the doctor, whatever its state. */
export function cell(page: Page, time: string, doctor: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${time} h, .*${doctor}`) });
}

export function panel(page: Page): Locator {
  return page.getByRole('complementary').filter({ hasText: 'Detalle del turno' });
}

/** Gives the free slot in the panel to somebody who was never here, from their DNI alone at first. */
export async function bookForNewPatient(page: Page, person: NewPatient): Promise<void> {
  await page.getByRole('combobox', { name: /Buscar paciente por DNI/ }).fill(person.documentNumber);
  await page.getByRole('option', { name: 'Crear paciente' }).click();
  const form = page.getByRole('form', { name: 'Crear paciente' });
  await form.getByLabel('Apellido').fill(person.lastName);
  await form.getByLabel('Nombre').fill(person.firstName);
  await expect(form.getByLabel('DNI')).toHaveValue(person.documentNumber);
  await form.getByLabel('Teléfono').fill(person.phone);
  await form.getByRole('button', { name: 'Guardar paciente' }).click();
  await page.getByRole('button', { name: 'Dar turno' }).click();
  await expect(page.getByText(`Turno dado a ${person.firstName} ${person.lastName}`)).toBeVisible();
}
