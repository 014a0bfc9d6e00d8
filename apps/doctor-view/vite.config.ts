import tailwindcss from '@tailwindcss/vite';
import { vitalmedShell } from '@vitalmed/design/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = 'http://localhost:4002';

export default defineConfig({
  plugins: [react(), tailwindcss(), vitalmedShell({ pages: ['/'] })],
  server: { port: 3002, strictPort: true, proxy: { '/trpc': api, '/api': api } },
  build: { target: 'es2022' },
});
