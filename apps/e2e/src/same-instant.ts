import type { Page } from '@playwright/test';

/**
 * Lets every page press, and holds the requests for `procedure` until each page has sent its own: then all reach the
 * server together, however fast the browsers are.
 */
export async function pressAtTheSameInstant(
  pages: readonly Page[],
  procedure: string,
  press: (page: Page) => Promise<void>,
): Promise<void> {
  let sent = 0;
  let release = () => {};
  const everybodySent = new Promise<void>((resolve) => {
    release = resolve;
  });
  const url = new RegExp(`/trpc/[^?]*${procedure.replace('.', '[.]')}`);
  for (const page of pages) {
    await page.route(url, async (route) => {
      sent += 1;
      if (sent >= pages.length) release();
      await everybodySent;
      await route.continue();
    });
  }
  await Promise.all(pages.map(press));
  await everybodySent;
}
