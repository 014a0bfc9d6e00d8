import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['./src/testing/global-setup.ts'],
    // Ample, for machines that run the tests of several packages at once.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
