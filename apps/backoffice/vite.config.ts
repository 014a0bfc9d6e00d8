import tailwindcss from '@tailwindcss/vite';
import { vitalmedShell } from '@vitalmed/design/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { PAGES } from './src/pages.ts';

const API = process.env.API_ORIGIN ?? 'http://localhost:4001';

export default defineConfig({
  plugins: [react(), tailwindcss(), vitalmedShell({ pages: Object.values(PAGES) })],
  server: { port: 3001, strictPort: true, proxy: { '/trpc': API, '/api': API } },
  build: {
    target: 'es2022',
    // No inlined data: URLs, so that the content security policy stays narrow.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { entryFileNames: 'assets/entry-[hash].js' } },
  },
});
