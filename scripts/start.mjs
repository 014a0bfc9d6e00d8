// Builds what changed and starts the whole product with demo data. Arguments go on to the server's `start`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireSupportedNode } from './node-version.mjs';

requireSupportedNode();

const repository = fileURLToPath(new URL('..', import.meta.url));
const turbo = join(repository, 'node_modules/turbo/bin/turbo');
const server = join(repository, 'apps/server/dist/main.js');

/** Runs a Node script in the foreground and answers its exit code; Ctrl+C and SIGTERM reach it. */
function run(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    // A terminal sends Ctrl+C to the whole group; the child answers it, and this process waits for the child.
    const keepWaiting = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', keepWaiting);
    process.on('SIGTERM', forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', keepWaiting);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

const quiet = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
const built = await run([turbo, 'run', 'build', '--output-logs=errors-only'], quiet);
process.exitCode = built === 0 ? await run([server, 'start', '--demo', ...process.argv.slice(2)]) : built;
