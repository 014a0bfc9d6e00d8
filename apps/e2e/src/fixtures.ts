import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { startProduct } from '../../../scripts/test/product.mjs';
import { watchFocus } from './focus.ts';

type Product = Awaited<ReturnType<typeof startProduct>>;
export type App = 'portal' | 'backoffice' | 'doctor';
/** Opens an app as somebody who was never there, in a browser of their own. */
export type OpenApp = (app: App, options?: OpenOptions) => Promise<Page>;
type OpenOptions = BrowserContextOptions & {
  path?: string;
  /** Sets the browser's clock, in epoch milliseconds, where the product's was moved too. */
  at?: number;
};

type JourneyFixtures = { open: OpenApp };
type WorkerFixtures = {
  product: Product;
  /** Journeys that name the same one share a product; one that lets time pass must not share it. */
  productName: string;
};

export const test = base.extend<JourneyFixtures, WorkerFixtures>({
  productName: ['shared', { scope: 'worker', option: true }],

  product: [
    async ({ productName: _named }, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  open: async ({ browser, product }, use) => {
    const opened: Page[] = [];
    const focusLost: (() => Promise<string[]>)[] = [];
    await use(async (app, { path = '/', at, ...options } = {}) => {
      const context = await browser.newContext({
        baseURL: product[app],
        // A screen that is still fading in has other contrasts than the one that people read.
        reducedMotion: 'reduce',
        ...options,
      });
      if (at !== undefined) await context.clock.install({ time: at });
      const page = await context.newPage();
      opened.push(page);
      if (app === 'portal') focusLost.push(await watchFocus(page));
      await page.goto(path);
      return page;
    });
    const lost = await Promise.all(focusLost.map((read) => read()));
    await Promise.all(opened.map((page) => page.context().close()));
    expect(lost.flat(), 'pressed, and left with the focus on the body').toEqual([]);
  },
});

export { expect };
