// Checks the arrows of the house (.dependency-cruiser.cjs) over every source file of the workspace.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('..', import.meta.url));
const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const config = join(repository, '.dependency-cruiser.cjs');

/** Folders `<root>/{apps,packages}/*\/src`, relative to the root. */
function sourceFolders(root) {
  return ['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => `${group}/${name}/src`)
      .filter((folder) => countSources(join(root, folder)) > 0),
  );
}

function countSources(folder) {
  try {
    return readdirSync(folder, { recursive: true }).filter((file) => /[.]tsx?$/.test(String(file))).length;
  } catch {
    return 0;
  }
}

/**
 * Reads the whole workspace under `root` and answers what breaks a rule.
 * A cruise that read fewer files than lie on the disk is itself a violation: without a TypeScript that it
 * understands, dependency-cruiser reads nothing and finds nothing wrong.
 */
export async function checkBoundaries(root) {
  const folders = sourceFolders(root);
  const expected = folders.reduce((total, folder) => total + countSources(join(root, folder)), 0);
  if (expected === 0) return { read: 0, violations: ['unread-files: 0 of 0 source files were read'] };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: root, maxBuffer: 256 * 1024 * 1024 },
  ).catch((failure) => {
    if (failure.stdout) return failure;
    throw failure;
  });
  const { modules, summary } = JSON.parse(stdout);
  const read = modules.filter((module) => /^(apps|packages)\/.*[.]tsx?$/.test(module.source)).length;
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  if (read < expected) violations.push(`unread-files: ${read} of ${expected} source files were read`);
  return { read, violations };
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const { read, violations } = await checkBoundaries(repository);
  for (const violation of violations) console.error(violation);
  console.log(`${read} files read, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
