import { expect, test } from './fixtures.ts';
import { password, secretary, signInStaff } from './people.ts';

test('a screen of the desk tells of what the secretary does, not of itself, and gives her work back after its end', async ({
  open,
}) => {
  const page = await open('backoffice', { at: Date.now() });
  let told = 0;
  page.on('request', (request) => {
    if (request.url().includes('account.stay')) told += 1;
  });
  await signInStaff(page, secretary);
  await page.getByRole('link', { name: 'Abrir agenda' }).click();
  const from = page.getByLabel('Franja 1: desde');
  await from.fill('07:15');
  await from.press('Tab');
  await expect.poll(() => told).toBe(1);
  await page.clock.fastForward('10:00');
  expect(told).toBe(1);

  // The session ends elsewhere: here nothing is asked for that would tell.
  const elsewhere = await page.context().newPage();
  await elsewhere.goto('/');
  await elsewhere.getByRole('button', { name: /^Cuenta de / }).click();
  await elsewhere.getByRole('menuitem', { name: 'Salir' }).click();
  await expect(elsewhere.getByLabel('Correo electrónico')).toBeVisible();

  await page.keyboard.press('Tab');
  const notice = page.getByRole('dialog', { name: 'Tu sesión terminó' });
  await notice.getByLabel('Contraseña', { exact: true }).fill(password);
  await notice.getByRole('button', { name: 'Ingresar' }).click();
  await expect(notice).toBeHidden();
  await expect(from).toHaveValue('07:15');
});
