import type { Page } from '@playwright/test';
import { type App, expect, test } from './fixtures.ts';
import { password, patient, secretary, signInStaff } from './people.ts';

/** Addresses of ours whose path names another site, where a link or a redirect is made of it. */
const pathsToElsewhere = [
  '//evil.example/x',
  '///evil.example/x',
  '/\\evil.example/x',
  '/.//evil.example/x',
  '/%2e//evil.example/x',
  '/%2f%2fevil.example/x',
  '/%5cevil.example/x',
  '/%09/evil.example/x',
];

const returnsToElsewhere = [
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https://evil.example',
  'javascript:document.title="evil"',
  '/\t/evil.example',
  '/.//evil.example',
];

/** Where the page's links, forms and history lead, as the browser reads them. */
function sitesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href);
    const forms = [...document.querySelectorAll('form')].map(({ action }) => action);
    return [...new Set([location.href, ...links, ...forms].map((address) => new URL(address).origin))];
  });
}

for (const path of pathsToElsewhere) {
  test(`no link of a page at ${path} leads to another site`, async ({ open, product }) => {
    for (const app of ['portal', 'backoffice', 'doctor'] satisfies App[]) {
      const page = await open(app, { path: `${product[app]}${path}` });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await sitesOf(page), app).toEqual([product[app]]);
    }
  });
}

test('whoever comes by a page at //evil.example signs in and works as anywhere else', async ({
  open,
  product,
}) => {
  const portal = await open('portal', { path: `${product.portal}//evil.example/x` });
  await portal.getByRole('link', { name: 'Ir al contenido' }).focus();
  await portal.keyboard.press('Enter');
  await expect(portal.getByRole('main')).toBeFocused();
  await portal.getByRole('link', { name: 'Ingresar' }).click();
  await expect(portal.getByRole('heading', { name: 'Ingresá a tu cuenta' })).toBeVisible();
  expect(await sitesOf(portal)).toEqual([product.portal]);

  const desk = await open('backoffice', { path: `${product.backoffice}//evil.example/x` });
  await signInStaff(desk, secretary);
  await desk.getByRole('link', { name: 'Agenda', exact: true }).click();
  await expect(desk).toHaveURL(`${product.backoffice}/`);
  expect(await sitesOf(desk)).toEqual([product.backoffice]);
});

test('signing in leads back to this site, whatever the address says', async ({ open, product }) => {
  const page = await open('portal');
  for (const back of returnsToElsewhere) {
    await page.goto(`/ingresar?volver=${encodeURIComponent(back)}`);
    expect(await sitesOf(page), back).toEqual([product.portal]);
    await page.getByLabel('Correo electrónico').fill(patient);
    await page.getByLabel('Contraseña', { exact: true }).fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Ingresar' }).click();
    await expect(page, back).toHaveURL(`${product.portal}/mis-turnos`);
    await expect(page.getByRole('heading', { level: 1, name: 'Mis turnos' })).toBeVisible();
  }
});
