import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // core runs by itself, because its coverage has a threshold; the journeys belong to Playwright.
    projects: ['packages/*', '!packages/core', 'apps/*', '!apps/e2e'],
  },
});
