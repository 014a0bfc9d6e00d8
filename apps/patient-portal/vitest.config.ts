import { defineConfig } from 'vitest/config';

// Not vite.config.ts: its Solid plugin asks for a simulated browser, and what is tested here are plain functions.
export default defineConfig({ test: { environment: 'node' } });
