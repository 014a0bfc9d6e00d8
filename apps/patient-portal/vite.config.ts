import tailwindcss from '@tailwindcss/vite';
import { vitalmedShell } from '@vitalmed/design/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { PAGES } from './src/pages.ts';

const api = process.env.VITALMED_API ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [solid(), tailwindcss(), vitalmedShell({ pages: Object.values(PAGES) })],
  server: {
    port: 3000,
    strictPort: true,
    proxy: { '/trpc': api, '/api': api, '/mailbox': api, '/contacto': api },
  },
  build: {
    target: 'es2022',
    // Small pictures inlined as data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
