import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { repository } from './command.mjs';

const main = join(repository, 'apps/server/dist/main.js');
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
  const [portal, backoffice, doctor] = await freePorts(3);
  const child = spawn(node, [main, 'start', '--demo'], {
    cwd: repository,
    env: {
      ...serverEnvironment(),
      DATA_DIR: dataDir,
      PORTAL_PORT: String(portal),
      BACKOFFICE_PORT: String(backoffice),
      DOCTOR_PORT: String(doctor),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    const [code, signal] = await ended;
    clearTimeout(killer);
    await rm(dataDir, { recursive: true, force: true });
    return { clean: code === 0, code, signal };
  };
  const origins = {
    portal: `http://localhost:${portal}`,
    backoffice: `http://localhost:${backoffice}`,
    doctor: `http://localhost:${doctor}`,
  };
  try {
    await Promise.race([allAnswer(Object.values(origins)), endedEarly(ended)]);
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${output}`);
  }
  return { ...origins, stop, output: () => output };
}

/** Nothing of this shell's configuration reaches the product under test. */
function serverEnvironment() {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, HOME, LANG, TMPDIR, LOG_LEVEL: 'warn' };
}

async function endedEarly(ended) {
  const [code, signal] = await ended;
  throw new Error(`The server ended before it answered, with ${signal ?? `code ${code}`}`);
}

async function allAnswer(origins) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (const origin of origins) {
    while (!(await answers(origin))) {
      if (Date.now() > deadline) throw new Error(`${origin} gave no answer in ${READY_WITHIN_MS / 1000} s`);
      await after(ASK_AGAIN_AFTER_MS);
    }
  }
}

async function answers(origin) {
  try {
    return (await fetch(origin, { headers: { accept: 'text/html' } })).ok;
  } catch {
    return false;
  }
}

/** Ports that were free a moment ago, all different. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
