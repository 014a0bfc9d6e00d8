import { defineConfig } from 'vitest/config';

/** Tests of the built product: they need "pnpm build" first, so they aren't among the others. */
export default defineConfig({
  test: {
    name: 'server, built',
    include: ['src/**/*.built.test.ts'],
    globalSetup: ['@vitalmed/db/testing/global-setup'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
