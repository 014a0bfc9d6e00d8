import type { Page, Route } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { doctor, secretary, signInStaff } from './people.ts';

/** Lets through what the page itself names, and nothing that is fetched later, until told otherwise. */
async function holdLateParts(
  page: Page,
  answer: (route: Route) => Promise<void>,
): Promise<() => Promise<void>> {
  const html = await (await page.request.get('/', { headers: { accept: 'text/html' } })).text();
  const late = (url: URL) => url.pathname.startsWith('/assets/') && !html.includes(url.pathname);
  await page.route(late, answer);
  return () => page.unroute(late);
}

/** As when the cable is put back: browsers tell the page of it. */
async function reconnect(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

const cells = (page: Page) => page.getByRole('button', { name: /^\d+:\d+ h, / });

interface LatePart {
  name: string;
  /** One of each kind is looked at by axe too. */
  kind?: 'dialog' | 'place' | 'screen';
  open(page: Page): Promise<void>;
  shown(page: Page): Promise<void>;
}

const partsOfTheDesk: LatePart[] = [
  {
    name: 'quick booking',
    kind: 'dialog',
    open: (page) => page.keyboard.press('Control+k'),
    shown: (page) => expect(page.getByRole('dialog').getByRole('combobox').first()).toBeFocused(),
  },
  {
    name: 'the keys',
    open: (page) => page.keyboard.press('?'),
    shown: (page) => expect(page.getByRole('dialog', { name: 'Atajos de teclado' })).toBeVisible(),
  },
  {
    name: 'the table',
    open: (page) => page.keyboard.press('v'),
    shown: (page) => expect(page.getByRole('table')).toBeVisible(),
  },
  {
    name: 'the menu of a cell',
    open: (page) => cells(page).first().click({ button: 'right' }),
    shown: (page) => expect(page.getByRole('menu')).toBeVisible(),
  },
  {
    name: 'the panel',
    kind: 'place',
    open: (page) => cells(page).first().click(),
    shown: (page) =>
      expect(
        page.getByRole('complementary', { name: 'Detalle del turno' }).getByRole('heading').first(),
      ).toBeVisible(),
  },
  {
    name: 'opening an agenda',
    kind: 'screen',
    open: (page) => page.getByRole('link', { name: 'Abrir agenda' }).click(),
    shown: (page) => expect(page.getByRole('combobox', { name: 'Profesionales' })).toBeVisible(),
  },
  {
    name: 'patients',
    open: (page) => page.getByRole('link', { name: 'Pacientes' }).click(),
    shown: (page) => expect(page.getByRole('button', { name: 'Crear paciente' })).toBeVisible(),
  },
  {
    name: 'the account',
    open: (page) => page.getByRole('button', { name: /^Cuenta de / }).click(),
    shown: (page) => expect(page.getByRole('menuitem', { name: 'Salir' })).toBeVisible(),
  },
];

const failed = (page: Page) => page.getByRole('alert').filter({ hasText: 'No pudimos abrir esto' });

test('each part of the desk that comes later says when it can’t, and comes by itself with the network', async ({
  open,
}) => {
  test.setTimeout(240_000);
  const page = await open('backoffice');
  await signInStaff(page, secretary);
  for (const part of partsOfTheDesk) {
    await test.step(part.name, async () => {
      const release = await holdLateParts(page, (route) => route.abort('internetdisconnected'));
      await page.goto('/');
      await expect(cells(page).first()).toBeVisible();
      await part.open(page);
      await expect(failed(page)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Probar de nuevo' })).toBeVisible();
      await expect(page.getByText(/something went wrong/i)).toHaveCount(0);
      if (part.kind) await expectAccessible(page, `${part.name}, without a network`);
      await release();
      await reconnect(page);
      await part.shown(page);
      await expect(failed(page)).toHaveCount(0);
    });
  }
});

test('what is asked for without a network is done with by Escape, and the desk works on', async ({
  open,
}) => {
  const page = await open('backoffice');
  await signInStaff(page, secretary);
  await holdLateParts(page, (route) => route.abort('internetdisconnected'));
  await page.goto('/');
  const cell = cells(page).first();
  await cell.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('button', { name: 'Probar de nuevo' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(failed(page)).toHaveCount(0);
  await expect(cell).toBeFocused();
});

test('parts are fetched ahead, so that a network lost later takes none away', async ({ open }) => {
  const page = await open('backoffice');
  await signInStaff(page, secretary);
  const asked: string[] = [];
  page.on('requestfinished', (request) => asked.push(request.url()));
  await page.goto('/');
  await expect(cells(page).first()).toBeVisible();
  await expect.poll(() => asked.some((url) => url.includes('keyboard-help'))).toBe(true);
  await page.context().setOffline(true);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Atajos de teclado' })).toBeVisible();
});

test('a day that can’t be read says so, and is read when the network is back', async ({ open }) => {
  for (const [app, email] of [
    ['backoffice', secretary],
    ['doctor', doctor],
  ] as const) {
    const page = await open(app);
    await signInStaff(page, email);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Día siguiente' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'No pudimos cargar esto' })).toBeVisible();
    await expectAccessible(page, `${app}, a day without a network`);
    await page.context().setOffline(false);
    await expect(page.getByRole('alert').filter({ hasText: 'No pudimos cargar esto' })).toHaveCount(0);
  }
});

test('a part that a newer release replaced has the page loaded anew once, and never over what is being typed', async ({
  open,
}) => {
  const page = await open('backoffice');
  await signInStaff(page, secretary);
  await page.route('**/assets/keyboard-help*', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  const newer = '<!doctype html><script type="module" crossorigin src="/assets/entry-newer.js"></script>';
  await page.route('/', (route) =>
    route.request().resourceType() === 'fetch'
      ? route.fulfill({ contentType: 'text/html', body: newer })
      : route.continue(),
  );
  const outdated = page.getByRole('alert').filter({ hasText: 'Hay una versión nueva' });
  const help = page.getByRole('button', { name: 'Atajos de teclado' });
  await page.goto('/abrir');
  const from = page.getByLabel('Franja 1: desde');
  await from.fill('07:15');
  await help.click();
  await expect(outdated).toBeVisible();
  await expectAccessible(page, 'a part of a newer release');
  await page.keyboard.press('Escape');
  await expect(from).toHaveValue('07:15');

  await page.goto('/');
  await expect(cells(page).first()).toBeVisible();
  const loaded = page.waitForEvent('load');
  await help.click();
  await loaded;
  await expect(cells(page).first()).toBeVisible();

  // The same old page came again: nothing turns in a circle, and the person decides.
  await help.click();
  await expect(page.getByRole('button', { name: 'Cargar de nuevo' })).toBeFocused();
});
