import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every rule of axe holds on what is on the screen now. The journey goes on, to find the faults of all screens at once. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
  expect.soft(faults, `axe on ${screen}`).toEqual([]);
}

/** Nothing on the screen makes the page, or its scrolling main part, wider than the window. */
export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main')].map(
      (element) => element.scrollWidth - element.clientWidth,
    ),
  );
  expect.soft(Math.max(...overflow), `sideways scroll of ${screen}`).toBeLessThanOrEqual(0);
}
