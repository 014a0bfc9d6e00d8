import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { secretary, signInStaff } from './people.ts';

test('two desks change one file: each keeps its typing and hears of the other', async ({ open }) => {
  test.setTimeout(240_000);
  const [one, two] = [await open('backoffice', { path: '/pacientes' }), await open('backoffice')];
  for (const desk of [one, two]) await signInStaff(desk, secretary);

  await one.goto('/pacientes');
  await one.getByRole('button', { name: 'Crear paciente' }).click();
  const created = one.getByRole('form', { name: 'Crear paciente' });
  await created.getByLabel('Apellido').fill('Yupanqui');
  await created.getByLabel('Nombre').fill('Rosa');
  await created.getByLabel('DNI').fill('27888999');
  await created.getByLabel('Teléfono').fill('011 4555-1122');
  await created.getByRole('button', { name: 'Guardar paciente' }).click();
  await expect(one.getByRole('article')).toContainText('todavía nadie lo vio');

  const late = await edit(one);
  await two.goto(one.url());
  const first = await edit(two);
  await first.getByLabel('Correo').fill('rosa@example.com');
  await first.getByRole('button', { name: 'Guardar' }).click();
  await expect(two.getByRole('article')).toContainText('rosa@example.com');

  await late.getByLabel('Notas internas').fill('Prefiere la mañana');
  await late.getByRole('button', { name: 'Guardar' }).click();
  await expect(late.getByRole('alert')).toContainText('Lucía Benítez cambió: Correo');
  await expect(late.getByLabel('Notas internas')).toHaveValue('Prefiere la mañana');
  await expect(late.getByLabel('Correo')).toHaveValue('rosa@example.com');
  await expectAccessible(one, 'a file that somebody else changed meanwhile');
  await late.getByRole('button', { name: 'Guardar' }).click();
  await expect(one.getByRole('article')).toContainText('Prefiere la mañana');
  await expect(one.getByRole('article')).toContainText('rosa@example.com');
  await expect(one.getByRole('article')).toContainText('todavía nadie lo vio');

  const seen = await edit(one);
  await seen.getByLabel('Vi el documento').check();
  await seen.getByRole('button', { name: 'Guardar' }).click();
  await expect(one.getByRole('article')).toContainText('verificado en la sede');
});

async function edit(desk: Page): Promise<Locator> {
  await desk.getByRole('button', { name: 'Editar' }).click();
  return desk.getByRole('form', { name: 'Editar' });
}
