import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { checkBoundaries } from './boundaries.mjs';

/** A workspace that keeps every rule: a pure core, a database over it and a screen that borrows types. */
const clean = {
  'packages/core/src/index.ts': 'export const slotMinutes = 20;\n',
  'packages/db/src/index.ts': "export { slotMinutes } from '@vitalmed/core';\n",
  'packages/api/src/index.ts': 'export type Router = { ping: true };\nexport const ping = true;\n',
  'apps/backoffice/src/main.ts': "import type { Router } from '@vitalmed/api';\nexport let router: Router;\n",
};

const planted = [
  {
    title: 'core importing the database',
    rule: 'house-core',
    file: 'packages/core/src/leak.ts',
    text: "import * as db from '@vitalmed/db';\nexport { db };\n",
  },
  {
    title: 'a browser app importing the API at run time',
    rule: 'api-is-types-only-in-a-browser',
    file: 'apps/backoffice/src/leak.ts',
    text: "import { ping } from '@vitalmed/api';\nexport const answer = ping;\n",
  },
  {
    title: 'a type borrowed from a package outside the house',
    rule: 'house-backoffice',
    file: 'apps/backoffice/src/types.ts',
    text: "import type * as db from '@vitalmed/db';\nexport type Db = typeof db;\n",
  },
  {
    title: 'core reading the file system',
    rule: 'no-node-in-a-browser-or-in-core',
    file: 'packages/core/src/file.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
  },
  {
    title: 'two files that import each other',
    rule: 'no-circular',
    file: 'packages/db/src/egg.ts',
    text: "import { hen } from './hen.ts';\nexport const egg = () => hen;\n",
    also: { 'packages/db/src/hen.ts': "import { egg } from './egg.ts';\nexport const hen = () => egg;\n" },
  },
];

let root;

async function write(files) {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

async function link(from, name) {
  const folder = join(root, from, 'node_modules/@vitalmed');
  await mkdir(folder, { recursive: true });
  await symlink(join(root, 'packages', name), join(folder, name), 'dir');
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'boundaries-'));
  await write(clean);
  for (const name of ['core', 'db', 'api']) {
    const manifest = { name: `@vitalmed/${name}`, type: 'module', exports: { '.': './src/index.ts' } };
    await write({ [`packages/${name}/package.json`]: JSON.stringify(manifest) });
  }
  for (const from of ['packages/core', 'packages/db', 'apps/backoffice'])
    for (const name of ['core', 'db', 'api']) if (from !== `packages/${name}`) await link(from, name);
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the boundaries of the house', () => {
  it('accept a workspace that keeps the arrows', async () => {
    assert.deepEqual(await checkBoundaries(root), { read: 4, violations: [] });
  });

  for (const { title, rule, file, text, also } of planted) {
    it(`refuse ${title}`, async () => {
      await write({ [file]: text, ...also });
      const { violations } = await checkBoundaries(root);
      assert.ok(
        violations.some((violation) => violation.startsWith(`${rule}: ${file}`)),
        `expected ${rule}, found ${JSON.stringify(violations)}`,
      );
    });
  }

  it('refuse a run that read no file at all', async () => {
    await rm(join(root, 'packages'), { recursive: true });
    await rm(join(root, 'apps'), { recursive: true });
    await mkdir(join(root, 'packages'));
    await mkdir(join(root, 'apps'));
    const { violations } = await checkBoundaries(root);
    assert.deepEqual(violations, ['unread-files: 0 of 0 source files were read']);
  });
});
