import { expect, test } from './fixtures.ts';

const ACOSTA = 'Dra. Valeria Acosta';
/** Where she doesn't attend, and where she does. */
const [AWAY, HOME] = ['Vitalmed Belgrano', 'Vitalmed Centro'];

test('a site without room says so aloud, and leads to the one that has it', async ({ open }) => {
  const page = await open('portal', { path: '/?profesional=valeria-acosta' });
  const hours = page.getByRole('link', { name: new RegExp(` h, ${ACOSTA}, ${HOME}`) });
  await expect(hours.first()).toBeVisible();
  const site = page.getByRole('combobox', { name: 'Sede' });
  await site.focus();
  await site.selectOption(AWAY);
  const none = `${ACOSTA} en ${AWAY}: sin turnos libres`;
  await expect(page.getByRole('heading', { level: 2, name: none })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: none })).toHaveCount(1);
  await expect(site).toBeFocused();
  await expect(page.getByText(`Hay lugar en otra sede: el primero es en ${HOME}`)).toBeVisible();
  await page.getByRole('link', { name: 'Buscar en todas las sedes' }).click();
  await expect(hours.first()).toBeVisible();
});

test('an address whose filters contradict each other shows the hours of its doctor', async ({ open }) => {
  const page = await open('portal', { path: '/?especialidad=pediatria&profesional=valeria-acosta' });
  await expect(page.getByRole('heading', { level: 1, name: `Turnos con ${ACOSTA}` })).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(` h, ${ACOSTA}`) }).first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Especialidad' })).toHaveValue('');
  await expect(page.getByRole('combobox', { name: 'Profesional' })).toHaveValue('valeria-acosta');
});
