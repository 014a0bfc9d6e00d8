import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { type Change, changed } from './conditions.ts';
import { repository } from './suites.ts';

/** What this run changes of the product, given by whoever starts it. Nothing on the disk is touched. */
const mutant = JSON.parse(process.env.MUTANT ?? 'null') as { file: string; change: Change } | null;

export default defineConfig({
  root: repository,
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      load(id) {
        if (id !== mutant?.file) return null;
        return changed(readFileSync(id, 'utf8'), mutant.change);
      },
    },
  ],
  test: {
    include: ['packages/*/src/**/*.test.ts'],
    bail: 1,
    // They wait for the database more than they compute.
    maxWorkers: 4,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
