import type { JSHandle, Page } from '@playwright/test';
import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { tabTo } from './keyboard.ts';
import { secretary, signInStaff } from './people.ts';

const path = `/?fecha=${nextMonday()}`;
const phone = { width: 390, height: 844 };

type Renders = Map<string, unknown>;

/** By cell, the object in which React keeps its props: a cell that is rendered anew has another one. */
function rendersOf(page: Page): Promise<JSHandle<Renders>> {
  return page.evaluateHandle(() => {
    const cells = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
    return new Map(
      cells.map((cell) => {
        const place = Object.keys(cell).find((name) => name.startsWith('__reactProps$'));
        if (!place) throw new Error('React keeps the props of an element elsewhere now');
        return [cell.dataset.cell ?? '', Reflect.get(cell, place) as unknown];
      }),
    );
  });
}

async function renderedAnew(page: Page, before: JSHandle<Renders>): Promise<string[]> {
  const after = await rendersOf(page);
  return page.evaluate(([old, now]) => [...now.keys()].filter((cell) => now.get(cell) !== old.get(cell)), [
    before,
    after,
  ] as const);
}

test('what one desk changes redraws that one cell on the others', async ({ open }) => {
  const [watching, acting] = [await open('backoffice', { path }), await open('backoffice', { path })];
  for (const page of [watching, acting]) await signInStaff(page, secretary);
  const free = acting.locator('[data-cell][data-status="free"]').first();
  const key = (await free.getAttribute('data-cell')) ?? '';
  const seen = watching.locator(`[data-cell="${key}"]`);
  await expect(seen).toHaveAccessibleName(/Libre/);
  const before = await rendersOf(watching);

  await free.focus();
  await acting.keyboard.press('b');

  await expect(seen).toHaveAccessibleName(/Bloqueado/);
  expect(await renderedAnew(watching, before)).toEqual([key]);
});

test('what others change is drawn without reading the day again, and leaves what one is doing alone', async ({
  open,
}) => {
  const [watching, acting] = [await open('backoffice', { path }), await open('backoffice', { path })];
  await signInStaff(acting, secretary);
  const readings: string[] = [];
  watching.on('request', (request) => {
    if (request.url().includes('agenda.day?')) readings.push(request.url());
  });
  const listens = watching.waitForResponse((response) => /agenda[.]\w*[cC]hanges/.test(response.url()));
  await signInStaff(watching, secretary);
  await listens;

  const free = watching.locator('[data-cell][data-status="free"]');
  const chosen = free.nth(0);
  await chosen.click({ modifiers: ['Control'] });
  await free.nth(1).click();
  const panel = watching.getByRole('complementary');
  const search = panel
    .getByRole('combobox')
    .or(panel.getByRole('searchbox'))
    .or(panel.getByRole('textbox'))
    .first();
  await search.fill('Gonz');
  const scrolled = await watching.locator('.day-grid-scroll').evaluate((grid) => grid.scrollTop);

  const keys: string[] = [];
  for (const n of [2, 3, 4]) {
    const free = acting.locator('[data-cell][data-status="free"]');
    const key = (await free.nth(n).getAttribute('data-cell')) ?? '';
    keys.push(key);
    // By its own name: what is the third free one may be another the next moment.
    await acting.locator(`[data-cell="${key}"]`).focus();
    await acting.keyboard.press('b');
    await expect(watching.locator(`[data-cell="${key}"]`)).toHaveAccessibleName(/Bloqueado/);
  }

  expect(readings).toHaveLength(1);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('Gonz');
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  expect(await watching.locator('.day-grid-scroll').evaluate((grid) => grid.scrollTop)).toBe(scrolled);
  expect(new Set(keys).size).toBe(3);
});

test('the arrows lead to doctors beyond the edge of the screen', async ({ open }) => {
  const page = await open('backoffice', { path, viewport: phone });
  await signInStaff(page, secretary);
  const columns = page.locator('.day-column');
  const last = columns.last().locator('[data-cell]');
  await tabTo(page, columns.first().locator('[data-cell]'));
  await expect(last.first()).not.toBeInViewport();
  for (let column = 1; column < (await columns.count()); column += 1) await page.keyboard.press('ArrowRight');

  const focused = page.locator('[data-cell]:focus');
  await expect(last.and(focused)).toBeInViewport({ ratio: 0.9 });
  await expect(focused).toHaveAccessibleName(/ h, .*, Dra?[.] /);
});
