import { expect, type Page } from '@playwright/test';

/** The demo's accounts, as the README gives them. */
export const password = 'vitalmed-demo-2026';
export const secretary = 'secretaria@vitalmed.test';
export const doctor = 'perez@vitalmed.test';
export const patient = 'paciente@vitalmed.test';

/** Somebody whom the clinic does not know yet. */
export interface NewPatient {
  firstName: string;
  lastName: string;
  documentNumber: string;
  phone: string;
}

/** Both staff apps have the same door. */
export async function signInStaff(page: Page, email: string): Promise<void> {
  await page.getByLabel('Correo electrónico').fill(email);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Ingresar' }).click();
  await expect(page.getByRole('button', { name: /^Cuenta de / })).toBeVisible();
}
