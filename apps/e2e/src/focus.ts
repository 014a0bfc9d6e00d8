import type { Page } from '@playwright/test';

/**
 * Collects the acts after which somebody by keyboard or screen reader was left at the start of the page: what they pressed
 * had the focus, and when they go on it is on the body. Says what was pressed; empty while all is well.
 */
export async function watchFocus(page: Page): Promise<() => Promise<string[]>> {
  const lost: string[] = [];
  await page.exposeFunction('focusWasLost', (pressed: string) => lost.push(pressed));
  await page.addInitScript(watchActs);
  return async () => {
    // Whoever did the last act of a journey goes on too.
    if (!page.isClosed()) await page.evaluate(() => window.dispatchEvent(new Event('goes-on')));
    return lost;
  };
}

/** Runs in the page, again for each document. */
function watchActs(): void {
  let pressed: string | null = null;
  const goesOn = () => {
    if (pressed !== null && document.hasFocus() && document.activeElement === document.body)
      Reflect.get(window, 'focusWasLost')(pressed);
    pressed = null;
  };
  const acts = () => {
    const element = document.activeElement;
    pressed =
      element === document.body ? null : (element?.getAttribute('aria-label') ?? element?.textContent ?? '');
  };
  window.addEventListener('goes-on', goesOn);
  window.addEventListener('pointerdown', goesOn, { capture: true });
  window.addEventListener('keydown', goesOn, { capture: true });
  // The press has given its focus by now, and what it does has not begun.
  window.addEventListener('click', acts, { capture: true });
}
