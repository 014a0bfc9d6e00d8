import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Where a tool's script lies, so that it runs without a shell or a PATH. `from` is a folder of the workspace. */
export function tool(name, script, from = '.') {
  const require = createRequire(join(repository, from, 'package.json'));
  const folder = (require.resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(path));
  if (!folder) throw new Error(`${name} is not installed`);
  return join(folder, script);
}

/**
 * Runs a command to its end and answers its exit code with everything that it wrote, in order.
 * A command that can't be started answers with code 127 and the reason.
 */
export function run(command, args, { cwd = '.', env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: resolve(repository, cwd),
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => done({ code: 127, output: `${output}${error.message}\n` }));
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** The same, for a script that runs on this process's own Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
