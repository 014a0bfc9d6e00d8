import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/test/chromium.mjs';

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.journey.ts',
  globalSetup: './require-chromium.ts',
  outputDir: 'test-results',
  // Each has a product of its own; a journey waits for a server or a screen half of the time.
  workers: 2,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    locale: 'es-AR',
    timezoneId: 'America/Argentina/Buenos_Aires',
    viewport: { width: 1280, height: 860 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
