import { expect, type Page } from '@playwright/test';
import { spoken } from './calendar.ts';
import { type NewPatient, password } from './people.ts';

/** Creates an account from the sign-up page, with the code that the mail brings, and ends signed in. */
export async function signUp(page: Page, person: NewPatient & { email: string }): Promise<void> {
  await page.goto('/crear-cuenta');
  await page.getByLabel('Nombre').fill(person.firstName);
  await page.getByLabel('Apellido').fill(person.lastName);
  await page.getByLabel('DNI o pasaporte').fill(person.documentNumber);
  await page.getByLabel('Teléfono').fill(person.phone);
  await page.getByLabel('Correo electrónico').fill(person.email);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Crear cuenta' }).click();
  await expect(page.getByRole('heading', { name: 'Revisá tu correo' })).toBeVisible();
  await page.getByLabel('Código de 6 números').fill(await codeFor(page, person.email));
  await page.getByRole('button', { name: 'Confirmar' }).click();
  await expect(page.getByRole('button', { name: `Salir de la cuenta ${person.email}` })).toBeVisible();
}

/** The six digits of the newest mail to that address, as soon as there is one. */
export async function codeFor(page: Page, email: string): Promise<string> {
  let code = '';
  await expect(async () => {
    const answer = await page.request.get(`/mailbox.json?to=${encodeURIComponent(email)}`);
    const { mails }: { mails: { text: string }[] } = await answer.json();
    code = /\b\d{3} ?\d{3}\b/.exec(mails[0]?.text ?? '')?.[0].replace(' ', '') ?? '';
    expect(code).toMatch(/^\d{6}$/);
  }).toPass({ timeout: 20_000 });
  return code;
}

export async function signInPatient(page: Page, email: string): Promise<void> {
  await page.goto('/ingresar');
  await page.getByLabel('Correo electrónico').fill(email);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Ingresar' }).click();
  await expect(page.getByRole('button', { name: `Salir de la cuenta ${email}` })).toBeVisible();
}

/** Types into the one search box of the home page and takes the suggestion. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Especialidad o profesional' }).fill(words);
  await page.getByRole('option', { name: words }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();
}

export async function chooseDay(page: Page, date: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${spoken(date)},`) }).click();
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(spoken(date), 'i') })).toBeVisible();
}

export async function confirmBooking(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reservar este turno' }).click();
  await expect(page.getByRole('heading', { name: '¡Listo! El turno es tuyo' })).toBeVisible();
}
