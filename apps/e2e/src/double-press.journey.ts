import type { Locator, Page } from '@playwright/test';
import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { signUp } from './portal.ts';

const rosa = {
  firstName: 'Rosa',
  lastName: 'Méndez',
  documentNumber: '20333444',
  phone: '011 4333-7890',
  email: 'rosa.mendez@example.com',
};

/** A second press comes this long after the first, in milliseconds; the page's clock passes only as far as told. */
const ECHOES = [120, 230];

type Press = (page: Page, target: Locator) => Promise<void>;

/** Without Playwright's waiting until the target hears it: a hurried finger doesn't wait either. */
const presses: Record<string, Press> = {
  finger: async (page, target) => {
    const { x, y } = await middleOf(target);
    await page.touchscreen.tap(x, y);
  },
  mouse: async (page, target) => {
    const { x, y } = await middleOf(target);
    await page.mouse.click(x, y);
  },
  Enter: async (page, target) => {
    await target.focus();
    await page.keyboard.press('Enter');
  },
};

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} isn't on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
}

for (const [name, press] of Object.entries(presses)) {
  test(`what opens by a press of ${name} isn't carried out by its echo`, async ({ open }) => {
    const page = await open('portal', { hasTouch: true, at: Date.now() });
    const sent: string[] = [];
    page.on('request', (request) => {
      const call = /appointments[.](book|cancel)\b/.exec(request.url())?.[1];
      if (call) sent.push(call);
    });
    const person = `${name.toLowerCase()}.${rosa.email}`;
    const documentNumber = `${rosa.documentNumber.slice(0, 7)}${Object.keys(presses).indexOf(name)}`;
    await signUp(page, { ...rosa, documentNumber, email: person });

    await test.step('an hour and its confirmation', async () => {
      await page.goto(`/?primero=si&desde=${nextMonday()}`);
      const hour = page.getByRole('link', { name: / h, Dra?[.] / }).first();
      await expect(hour).toBeVisible();
      await stopClock(page);
      await press(page, hour);
      const confirm = page.getByRole('button', { name: 'Reservar este turno' });
      await expect(confirm).toBeVisible();
      for (const later of ECHOES) {
        await page.clock.runFor(later);
        await press(page, confirm);
      }
      await page.clock.resume();
      await confirm.click();
      await expect(page.getByRole('heading', { name: '¡Listo! El turno es tuyo' })).toBeVisible();
      expect(sent).toEqual(['book']);
    });

    await test.step('a cancellation and its reasons', async () => {
      await page.goto('/mis-turnos');
      const ask = page.getByRole('button', { name: /^Cancelar turno: / });
      await expect(ask).toBeVisible();
      await stopClock(page);
      await press(page, ask);
      const dialog = page.getByRole('dialog', { name: '¿Por qué cancelás?' });
      await expect(dialog.getByRole('heading')).toBeFocused();
      const reason = dialog.getByRole('button').first();
      for (const later of ECHOES) {
        await page.clock.runFor(later);
        await press(page, reason);
      }
      await page.clock.resume();
      await expect(page.locator('[data-just-appeared]')).toHaveCount(0);
      await expect(dialog).toBeVisible();
      expect(sent).toEqual(['book']);
      await reason.click();
      await expect(page.getByRole('heading', { name: 'Mis turnos' })).toBeFocused();
      await expect(page.getByRole('heading', { name: 'Cancelados' })).toBeVisible();
      expect(sent).toEqual(['book', 'cancel']);
    });
  });
}
