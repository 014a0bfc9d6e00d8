import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { password } from './people.ts';
import { codeFor } from './portal.ts';

const person = { firstName: 'Delia', lastName: 'Funes', documentNumber: '30111222', phone: '011 4321-7788' };

test.use({ productName: 'account' });

async function chooseFirstHour(page: Page) {
  await page.goto('/?primero=si');
  await page
    .getByRole('link', { name: /^(?:lunes|martes|miércoles|jueves|viernes|sábado)/i })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Confirmá tu turno' })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function fillSignUp(page: Page, email: string) {
  await page.getByLabel('Nombre', { exact: true }).fill(person.firstName);
  await page.getByLabel('Apellido').fill(person.lastName);
  await page.getByLabel('DNI o pasaporte').fill(person.documentNumber);
  await page.getByLabel('Teléfono').fill(person.phone);
  await page.getByLabel('Correo electrónico').fill(email);
}

/** The newest mailed link to choose a password with. */
async function resetLink(page: Page, email: string): Promise<string> {
  let link = '';
  await expect(async () => {
    const answer = await page.request.get(`/mailbox.json?to=${encodeURIComponent(email)}`);
    const { mails }: { mails: { text: string }[] } = await answer.json();
    link = /https?:\S+restablecer#t=[\w.-]+/.exec(mails[0]?.text ?? '')?.[0] ?? '';
    expect(link).not.toBe('');
  }).toPass({ timeout: 20_000 });
  return link;
}

test('nothing typed is lost on the way to an account, and every wall has a door', async ({ open }) => {
  test.setTimeout(300_000);
  const email = 'delia@peña.example';
  const page = await open('portal');
  const hour = await chooseFirstHour(page);

  await test.step('A change of mind keeps what was typed, passwords only while the screen stands', async () => {
    await page.getByRole('button', { name: 'Soy nuevo acá' }).click();
    await fillSignUp(page, ` ${email}`);
    await page.getByLabel('Contraseña', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Ya tengo cuenta' }).click();
    await expect(page.getByLabel('Correo electrónico')).toHaveValue(` ${email}`);
    await page.getByRole('button', { name: 'Soy nuevo acá' }).click();
    await expect(page.getByLabel('Apellido')).toHaveValue(person.lastName);
    await expect(page.getByLabel('Contraseña', { exact: true })).toHaveValue(password);
    expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain(password);
    await page.reload();
    await expect(page.getByLabel('DNI o pasaporte')).toHaveValue(person.documentNumber);
    await expect(page.getByLabel('Contraseña', { exact: true })).toHaveValue('');
    await page.getByLabel('Contraseña', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Crear cuenta' }).click();
    await expect(page.getByRole('heading', { name: 'Revisá tu correo' })).toBeFocused();
  });

  const code = await codeFor(page, email);
  await test.step('Five wrong codes: the right one is told to be spent, another comes without typing anything again', async () => {
    // As a phone does that had to show the mail meanwhile.
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Revisá tu correo' })).toBeVisible();
    await expectAccessible(page, 'the code step after a reload');
    const box = page.getByLabel('Código de 6 números');
    const confirm = page.getByRole('button', { name: 'Confirmar' });
    const answered = () => page.waitForResponse(/confirmSignUp/);
    for (let n = 0; n < 5; n++) {
      await box.fill(code === '000000' ? '000001' : '000000');
      await Promise.all([answered(), confirm.click()]);
    }
    await expect(page.getByRole('alert')).toContainText('no coincide');
    await box.fill(code);
    await confirm.click();
    await expect(page.getByRole('alert')).toContainText('ninguno sirve más');
    await expect(box).toBeFocused();
    await Promise.all([
      page.waitForResponse(/resendSignUpCode/),
      page.getByRole('button', { name: 'Mandar otro código' }).click(),
    ]);
    await expect(page.getByText('Mandamos otro correo')).toBeVisible();
    await expect(box).toHaveValue('');
    await expect.poll(() => codeFor(page, email)).not.toBe(code);
    await box.fill(await codeFor(page, email));
    await confirm.click();
    await expect(page.getByRole('button', { name: 'Reservar este turno' })).toBeFocused();
    expect(new URL(page.url()).pathname).toBe(hour);
    expect(await page.evaluate(() => sessionStorage.getItem('vitalmed-draft'))).not.toContain(
      person.lastName,
    );
  });

  await test.step('A forgotten password comes back to the chosen hour; a used link offers another', async () => {
    await page.getByRole('button', { name: `Salir de la cuenta ${email}` }).click();
    await page.goto(hour);
    await page.getByLabel('Correo electrónico').fill(email);
    await page.getByRole('link', { name: 'Olvidé mi contraseña' }).click();
    await expect(page.getByLabel('Correo electrónico')).toHaveValue(email);
    await page.getByRole('button', { name: 'Mandar el enlace' }).click();
    await expect(page.getByText(`Si hay una cuenta con ${email}`)).toBeVisible();
    const link = await resetLink(page, email);
    const mail = await page.context().newPage();
    await mail.goto(link);
    await mail.getByLabel('Contraseña nueva').fill('lluvia mate tren azul');
    await mail.getByRole('button', { name: 'Guardar contraseña' }).click();
    await expect(mail.getByText('Listo, la contraseña ya es la nueva')).toBeVisible();
    const used = await page.context().newPage();
    await used.goto(link);
    await used.getByLabel('Contraseña nueva').fill('otra lluvia mate tren');
    await used.getByRole('button', { name: 'Guardar contraseña' }).click();
    await expect(used.getByText('Ese enlace venció o ya se usó')).toBeVisible();
    await expectAccessible(used, 'a used link');
    await used.getByRole('link', { name: 'Pedir otro enlace' }).click();
    await expect(used.getByRole('heading', { name: 'Pedí una contraseña nueva' })).toBeVisible();
    await mail.getByRole('main').getByRole('link', { name: 'Ingresar' }).click();
    await mail.getByLabel('Correo electrónico').fill(email);
    await mail.getByLabel('Contraseña', { exact: true }).fill('lluvia mate tren azul');
    await mail.getByRole('main').getByRole('button', { name: 'Ingresar' }).click();
    await expect(mail.getByRole('button', { name: 'Reservar este turno' })).toBeVisible();
    expect(new URL(mail.url()).pathname).toBe(hour);
  });
});

test('who used up the mails is told how long, and what can be done meanwhile', async ({ open }) => {
  const page = await open('portal', { path: '/crear-cuenta' });
  await fillSignUp(page, 'funes.d@example.com');
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Crear cuenta' }).click();
  const again = page.getByRole('button', { name: 'Mandar otro código' });
  for (let n = 0; n < 3; n++) await Promise.all([page.waitForResponse(/resendSignUpCode/), again.click()]);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(/Probá de nuevo en .*(minutos|hora)/);
  await expect(alert).toContainText('el último código que te llegó puede servir');
  await expect(alert).toContainText('llamá al centro');
  await page.getByLabel('Código de 6 números').fill(await codeFor(page, 'funes.d@example.com'));
});

test('the language is the account’s: file, mails and every other screen follow it', async ({ open }) => {
  const email = 'language@example.com';
  const page = await open('portal', { path: '/crear-cuenta' });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Brown');
  await page.getByLabel('ID or passport').fill('95111222');
  await page.getByLabel('Phone').fill('011 4321-0000');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('6-digit code').fill(await codeFor(page, email));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: `Sign out of ${email}` })).toBeVisible();

  const phone = await open('portal', { path: '/ingresar' });
  await phone.getByLabel('Correo electrónico').fill(email);
  await phone.getByLabel('Contraseña', { exact: true }).fill(password);
  await phone.getByRole('main').getByRole('button', { name: 'Ingresar' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'My appointments' })).toBeVisible();

  await Promise.all([
    phone.waitForResponse(/chooseLanguage/),
    phone.getByRole('button', { name: 'Español' }).click(),
  ]);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Mis turnos' })).toBeVisible();
});

test('the first screen’s questions are asked before the app’s code is there, each once', async ({ open }) => {
  const page = await open('portal', { path: '/crear-cuenta' });
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^[/](trpc|assets)[/].*(catalog|find|me$|[.]js)/.test(pathname)) asked.push(pathname);
  });
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Primer turno disponible.*h ·/ })).toBeVisible();
  const questions = asked.filter((path) => path.startsWith('/trpc'));
  expect(questions.sort()).toEqual(['/trpc/account.me', '/trpc/catalog.get', '/trpc/slots.find']);
});
