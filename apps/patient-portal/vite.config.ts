import cascadeLayers from '@csstools/postcss-cascade-layers';
import tailwindcss from '@tailwindcss/vite';
import { vitalmedShell } from '@vitalmed/design/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { PAGES } from './src/pages.ts';

const api = process.env.VITALMED_API ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [
    solid(),
    tailwindcss(),
    vitalmedShell({
      pages: Object.values(PAGES),
      early: ['old-browsers', 'early'].map((name) => new URL(`./src/${name}.js`, import.meta.url)),
    }),
  ],
  server: {
    port: 3000,
    strictPort: true,
    proxy: { '/trpc': api, '/api': api, '/mailbox': api, '/contacto': api },
  },
  // Browsers of 2021 drop a whole @layer block; specificity says the same to all of them.
  css: { postcss: { plugins: [cascadeLayers()] } },
  build: {
    // A grandmother's phone: iOS 15 and Chrome of 2021. "pnpm old-browsers" names what they lack all the same.
    target: ['safari15', 'chrome90'],
    // Small pictures inlined as data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
