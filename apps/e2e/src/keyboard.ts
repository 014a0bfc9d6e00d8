import { expect, type Locator, type Page } from '@playwright/test';

/** Waits, as who listens does, until what a press opened hears another: see the portal's just-appeared.ts. */
export async function oncePressesCount(page: Page): Promise<void> {
  await expect(page.locator('[data-just-appeared]')).toHaveCount(0);
}

/** Far more than any screen needs: a person would have given up long before. */
const MOST_TABS = 80;

/** Presses Tab until the focus is on the target, and checks that one can see it there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${MOST_TABS} presses of Tab did not lead to ${target}`);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
}
