import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['@vitalmed/db/testing/global-setup'],
    testTimeout: 60_000,
    // One network is generated for the whole file.
    hookTimeout: 120_000,
  },
});
