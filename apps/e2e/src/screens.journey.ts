import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { nextMonday } from './calendar.ts';
import { type App, expect, test } from './fixtures.ts';
import { doctor, patient, secretary, signInStaff } from './people.ts';
import { signInPatient } from './portal.ts';

interface Screen {
  name: string;
  path: string;
  /** What stands there once the screen has its data. */
  shows: (page: Page) => ReturnType<Page['getByRole']>;
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first();

const screens: Record<App, { signIn: (page: Page) => Promise<void>; before: Screen[]; after: Screen[] }> = {
  portal: {
    signIn: (page) => signInPatient(page, patient),
    before: [
      { name: 'home', path: '/', shows: (page) => page.getByRole('link', { name: /^Cardiología/ }) },
      { name: 'first free turnos', path: '/?primero=si', shows: (page) => page.getByRole('radio').first() },
      { name: 'sign-in', path: '/ingresar', shows: heading('Ingresá a tu cuenta') },
      { name: 'sign-up', path: '/crear-cuenta', shows: heading('Creá tu cuenta') },
      {
        name: 'forgotten password',
        path: '/olvide-mi-contrasena',
        shows: heading('Pedí una contraseña nueva'),
      },
      { name: 'unknown page', path: '/no-existe', shows: heading('Esta página no existe') },
    ],
    after: [{ name: "a patient's turnos", path: '/mis-turnos', shows: heading('Anteriores') }],
  },
  backoffice: {
    signIn: (page) => signInStaff(page, secretary),
    before: [{ name: 'door', path: '/', shows: heading('Ingresá con tu cuenta') }],
    after: [
      { name: 'agenda', path: '/', shows: (page) => page.getByRole('region', { name: /^Agenda del/ }) },
      { name: 'table of the day', path: '/?vista=tabla', shows: (page) => page.getByRole('table') },
      { name: 'opening', path: '/abrir', shows: heading('Vista previa') },
      { name: 'patients', path: '/pacientes', shows: heading('Pacientes') },
    ],
  },
  doctor: {
    signIn: (page) => signInStaff(page, doctor),
    before: [{ name: 'door', path: '/', shows: heading('Ingresá con tu cuenta') }],
    after: [
      { name: 'today', path: '/', shows: (page) => page.getByRole('listitem').first() },
      {
        name: 'a day without agenda',
        path: `/?dia=${nextMonday()}`,
        shows: (page) => page.getByText(/agenda/),
      },
    ],
  },
};

const apps = Object.keys(screens) as App[];
const phone = { width: 320, height: 640 };

for (const app of apps) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every main screen of the ${app} is accessible and fits on a small phone, in ${colorScheme}`, async ({
      open,
    }) => {
      const { signIn, before, after } = screens[app];
      const page = await open(app, { colorScheme, viewport: phone });
      const look = async ({ name, path, shows }: Screen) => {
        await page.goto(path);
        await expect(shows(page)).toBeVisible();
        await expectAccessible(page, `${name} (${app}, ${colorScheme})`);
        await expectNoSidewaysScroll(page, `${name} (${app}, ${colorScheme})`);
      };
      for (const screen of before) await test.step(screen.name, () => look(screen));
      await signIn(page);
      for (const screen of after) await test.step(screen.name, () => look(screen));
    });
  }
}
