import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { repository, run, runNode, tool } from './command.mjs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const commands = ['chromium', 'google-chrome', 'google-chrome-stable'];

/** The Chromium that CHROMIUM_PATH names and no other; without it the first that starts, the system's or Playwright's own. */
export function findChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((name) => join(folder, name)));
  const named = process.env.CHROMIUM_PATH;
  const candidates = named ? [named] : [...usual, ...onPath, playwrightsOwn()];
  return candidates.find((path) => path && existsSync(path) && answers(path));
}

/** Finds Chromium, installing one first where this machine lets us. Answers undefined where it does not. */
export async function ensureChromium() {
  const found = findChromium();
  if (found || process.env.CHROMIUM_PATH) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update'], apt);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], apt);
  } else {
    await runNode([tool('@playwright/test', 'cli.js', 'apps/e2e'), 'install', 'chromium']);
  }
  return findChromium();
}

function answers(path) {
  try {
    return /\d/.test(
      execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return false;
  }
}

function playwrightsOwn() {
  const require = createRequire(join(repository, 'apps/e2e/package.json'));
  return require('@playwright/test').chromium.executablePath();
}
