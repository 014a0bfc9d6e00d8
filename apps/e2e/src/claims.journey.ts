import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { nextMonday, spoken } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';
import { codeFor, signUp } from './portal.ts';

const document = '29777111';
const victim = { firstName: 'Nélida', lastName: 'Arregui', documentNumber: document, phone: '011 4555-7788' };
const onFile = 'nelida@example.com';
const stranger = { ...victim, phone: '011 4000-0000', email: 'oscuro@example.com' };
const herAccount = { ...victim, email: 'arregui.n@example.com' };

const monday = nextMonday();

test.use({ productName: 'claims' });

test('somebody else’s document opens nobody’s turnos, and its owner’s code does', async ({ open }) => {
  test.setTimeout(360_000);

  const strangers = await test.step('A stranger signs up with Nélida’s document', async () => {
    const page = await open('portal');
    await signUp(page, stranger);
    await page.goto('/mis-turnos');
    // The portal doesn't know what the clinic keeps under that document, so it doesn't say that there is nothing.
    await expect(
      page.getByRole('heading', { name: 'No sacaste turnos por venir con esta cuenta' }),
    ).toBeVisible();
    await expect(page.getByText('No tenés turnos por venir')).toHaveCount(0);
    await expectAccessible(page, 'the turnos of an account that only claims a document');
    return page;
  });

  const desk = await open('backoffice');
  await signInStaff(desk, secretary);

  await test.step('Nélida comes: the desk is asked who that is, sees her document and opens a file of her own', async () => {
    await findAtDesk(desk);
    const claimed = desk.getByRole('option', { name: /Arregui, Nélida/ });
    await expect(claimed).toContainText('Declarado en el portal, sin verificar');
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('heading', { name: '¿Quién está acá?' })).toBeFocused();
    const question = desk.getByRole('region', { name: '¿Quién está acá?' });
    await expect(question).toContainText('o…@e…');
    await expect(question).not.toContainText(stranger.email);
    await expectAccessible(desk, 'the question who stands here');
    await question.getByRole('button', { name: 'No, o no sabe' }).click();

    const form = desk.getByRole('form', { name: 'Crear paciente' });
    await expect(form.getByLabel('DNI')).toHaveValue(document);
    await expect(form.getByLabel('Apellido')).toHaveValue('Arregui');
    // Nothing that the account's owner could be reached by came along.
    await expect(form.getByLabel('Teléfono')).toHaveValue('');
    await expect(form.getByLabel('Correo')).toHaveValue('');
    await form.getByLabel('Teléfono').fill(victim.phone);
    await form.getByLabel('Correo').fill(onFile);
    await form.getByLabel('Vi el documento').check();
    await expectAccessible(desk, 'a file of the clinic’s own');
    await form.getByRole('button', { name: 'Guardar paciente' }).click();
    await expect(desk.getByRole('region', { name: 'Paciente' })).toContainText('Arregui, Nélida');
    const free = desk.getByRole('region', { name: 'Horarios libres' });
    await free.getByLabel('Desde', { exact: true }).fill(monday);
    await free
      .getByRole('button', { name: new RegExp(spoken(monday), 'i') })
      .first()
      .click();
    await expect(desk.getByText('Turno dado a Nélida Arregui')).toBeVisible();
  });

  await test.step('From then on Enter takes her own file, which stands before the claimed one', async () => {
    await findAtDesk(desk);
    const options = desk.getByRole('option', { name: /Arregui, Nélida/ });
    await expect(options).toHaveCount(2);
    await expect(options.first()).not.toContainText('Declarado en el portal');
    await expect(options.last()).toContainText('Declarado en el portal, sin verificar');
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('region', { name: 'Paciente' })).toContainText('Arregui, Nélida');
    await expect(desk.getByRole('heading', { name: '¿Quién está acá?' })).toHaveCount(0);
    await desk.keyboard.press('Escape');
  });

  await test.step('The stranger sees nothing of it, and the code goes to Nélida alone', async () => {
    await strangers.reload();
    await strangers.getByRole('button', { name: 'Traer mis turnos' }).click();
    await strangers.getByLabel('Código de 6 números').fill('000000');
    await strangers.getByRole('button', { name: 'Confirmar' }).click();
    await expect(strangers.getByRole('alert')).toContainText('Ese código no coincide');
    await expectAccessible(strangers, 'the code of a file');
    await expect(
      strangers.getByRole('heading', { name: 'No sacaste turnos por venir con esta cuenta' }),
    ).toBeVisible();
  });

  await test.step('With an account of hers and that mailbox, Nélida has her turno', async () => {
    const page = await open('portal');
    await signUp(page, herAccount);
    await page.goto('/mis-turnos');
    const asked = await codeFor(page, onFile);
    await page.getByRole('button', { name: 'Traer mis turnos' }).click();
    await expect(page.getByLabel('Código de 6 números')).toBeVisible();
    let code = asked;
    await expect(async () => {
      code = await codeFor(page, onFile);
      expect(code).not.toBe(asked);
    }).toPass({ timeout: 30_000 });
    await page.getByLabel('Código de 6 números').fill(code);
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await expect(page.getByRole('button', { name: /^Cancelar/ }).first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Traer mis turnos' })).toHaveCount(0);
    await strangers.reload();
    await expect(
      strangers.getByRole('heading', { name: 'No sacaste turnos por venir con esta cuenta' }),
    ).toBeVisible();
  });
});

/** The box that opens from anywhere, with her document typed and its answer there. */
async function findAtDesk(desk: Page): Promise<void> {
  await desk.keyboard.press('Control+k');
  await desk.getByRole('dialog').getByRole('combobox').first().fill(document);
  await expect(desk.getByRole('option', { name: /Arregui, Nélida/ }).first()).toBeVisible();
}
