import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { password, patient } from './people.ts';
import { confirmBooking, signInPatient, signUp } from './portal.ts';

const elvira = {
  firstName: 'Elvira',
  lastName: 'Paz',
  documentNumber: '21444555',
  phone: '011 4222-7890',
  email: 'elvira.paz@example.com',
};

const results = `/?primero=si&desde=${nextMonday()}`;

test('every page of a turno speaks of its present state', async ({ open }) => {
  const page = await open('portal');
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const hours = page.getByRole('link', { name: / h, Dra?[.] / });
  const calendar = page.getByRole('link', { name: 'Agregar al calendario' });
  await signUp(page, elvira);
  const book = async () => {
    await page.goto(results);
    await hours.first().click();
    await confirmBooking(page);
    return page.url();
  };
  const turno = await book();

  await test.step('a bookmark of it congratulates nobody', async () => {
    await page.goto('/mis-turnos');
    await page.goto(turno);
    await expect(heading('Tu turno')).toBeVisible();
    await expect(calendar).toBeVisible();
  });

  await test.step('to somebody else, and to whoever isn’t signed in, it isn’t theirs', async () => {
    const other = await open('portal', { path: turno });
    await expect(other.getByRole('heading', { name: 'Ingresá a tu cuenta' })).toBeVisible();
    await other.getByLabel('Correo electrónico').fill(patient);
    await other.getByLabel('Contraseña', { exact: true }).fill(password);
    await other.getByRole('main').getByRole('button', { name: 'Ingresar' }).click();
    await expect(other).toHaveURL(turno);
    await expect(other.getByRole('heading', { name: 'Ese turno no está en tu cuenta' })).toBeVisible();
    await expect(other.getByText('El turno es tuyo')).toHaveCount(0);
  });

  const moved = await test.step('moved, it leads to the one it became', async () => {
    await page.goto('/mis-turnos');
    await page.getByRole('link', { name: /^Cambiar: / }).click();
    await page.getByRole('radio').last().check();
    await hours.last().click();
    await page.getByRole('button', { name: 'Cambiar a este turno' }).click();
    await expect(heading('¡Listo! Cambiaste el turno')).toBeVisible();
    const now = page.url();
    await page.goto(turno);
    await expect(heading('Este turno se cambió por otro')).toBeVisible();
    await expect(calendar).toHaveCount(0);
    await page.goto(`${turno.replace('/reservado/', '/mis-turnos/')}/cambiar`);
    await expect(page.getByRole('alert')).toContainText('Este turno se cambió por otro');
    await page.getByRole('link', { name: 'Ver el turno nuevo' }).click();
    await expect(page).toHaveURL(now);
    return now;
  });

  await test.step('cancelled in another tab, it says so here without being opened again', async () => {
    await expect(heading('Tu turno')).toBeVisible();
    const tab = await open('portal');
    await signInPatient(tab, elvira.email);
    await tab.goto('/mis-turnos');
    await tab.getByRole('button', { name: /^Cancelar turno: / }).click();
    await tab.getByRole('dialog').getByRole('button').first().click();
    await expect(tab.getByRole('heading', { name: 'Cancelados' })).toBeVisible();
    await expect(heading('Este turno está cancelado')).toBeVisible();
    await expect(page).toHaveURL(moved);
    await expect(calendar).toHaveCount(0);
  });
});
