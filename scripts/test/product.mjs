import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { repository } from './command.mjs';

const main = join(repository, 'apps/server/dist/main.js');
const shiftedClock = new URL('shifted-clock.mjs', import.meta.url).href;
const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 20_000;
const ASK_AGAIN_AFTER_MS = 100;

/**
 * Starts the built product with demo data, on free ports, with a database of its own that goes with it.
 * Throws with what the server wrote when it ends before it answers.
 *
 * @param {{ node?: string }} [options] the Node that runs the server; this one by default
 */
export async function startProduct({ node = process.execPath } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vitalmed-product-'));
  // PostgreSQL runs as another user than root, and has to reach its folder inside this one.
  await chmod(dataDir, 0o711);
  const [portal, backoffice, doctor] = await freePorts();
  const ports = { portal, backoffice, doctor };
  let server = await startServer({ node, dataDir, ports, aheadMs: 0 });
  return {
    portal: `http://localhost:${portal}`,
    backoffice: `http://localhost:${backoffice}`,
    doctor: `http://localhost:${doctor}`,
    output: () => server.output(),

    /** Stops the server and starts it again on the same data, `aheadMs` milliseconds later by its own clock. */
    async letTimePass(/** @type {number} */ aheadMs) {
      await server.stop();
      server = await startServer({ node, dataDir, ports, aheadMs });
    },

    /** Stops it for good and removes its data. Answers whether it ended by itself and in order. */
    async stop() {
      const clean = await server.stop();
      await rm(dataDir, { recursive: true, force: true });
      return clean;
    },
  };
}

async function startServer({ node, dataDir, ports, aheadMs }) {
  const clock = aheadMs === 0 ? [] : ['--import', shiftedClock];
  const child = spawn(node, [...clock, main, 'start', '--demo'], {
    cwd: repository,
    env: {
      ...plainEnvironment(),
      CLOCK_AHEAD_MS: String(aheadMs),
      DATA_DIR: dataDir,
      PORTAL_PORT: String(ports.portal),
      BACKOFFICE_PORT: String(ports.backoffice),
      DOCTOR_PORT: String(ports.doctor),
      // Long enough to be undone by a script, and no longer.
      DESK_WAIT_SECONDS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const output = collect(child);
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    const [code] = await ended;
    clearTimeout(killer);
    return code === 0;
  };
  try {
    await Promise.race([allAnswer(Object.values(ports)), endedEarly(ended)]);
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${output()}`);
  }
  return { stop, output };
}

/** Nothing of this shell's configuration reaches the product under test. */
function plainEnvironment() {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, HOME, LANG, TMPDIR, LOG_LEVEL: 'warn' };
}

/** @param {import('node:child_process').ChildProcess} child */
function collect(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  return () => output;
}

async function endedEarly(ended) {
  const [code, signal] = await ended;
  throw new Error(`The server ended before it answered, with ${signal ?? `code ${code}`}`);
}

async function allAnswer(ports) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (const port of ports) {
    while (!(await answers(port))) {
      if (Date.now() > deadline)
        throw new Error(`Port ${port} gave no answer in ${READY_WITHIN_MS / 1000} s`);
      await after(ASK_AGAIN_AFTER_MS);
    }
  }
}

async function answers(port) {
  try {
    return (await fetch(`http://localhost:${port}`, { headers: { accept: 'text/html' } })).ok;
  } catch {
    return false;
  }
}

/** Three different ports that were free a moment ago. */
async function freePorts() {
  const servers = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map(
    (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  );
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
