import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The one that CHROMIUM_PATH names, the system's, or Playwright's own; undefined where there is none. */
export function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    chromium.executablePath(),
  ];
  return places.find((path) => path && existsSync(path));
}
