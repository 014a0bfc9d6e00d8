import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '@vitalmed/db';
import { localMailbox, resendMailer } from '@vitalmed/emails';
import { type Config, mailboxFolder } from '../config.ts';
import { createLog } from '../log.ts';
import { startWorker } from './worker.ts';

/** What the thread needs to know, as the server's own thread hands it over. */
export type MessagesThreadData = { config: Config; url: string; secret: string };
/** To the thread. */
export type MessagesOrder = 'kick' | 'stop';

if (!parentPort) throw new Error('This file runs as a thread of the server.');
const { config, url, secret } = workerData as MessagesThreadData;

// Linux gives each thread a priority of its own; elsewhere this would slow the whole server down.
if (process.platform === 'linux') setPriority(10);

// Commits that don't wait for the disk: a message costs several, and each would stand in line with the
// bookings'. What a crash undoes is done again under the same idempotency key.
const db = connect(url, {
  poolSize: 5,
  applicationName: 'vitalmed worker',
  durableCommits: false,
  primaryOnly: true,
});
const { portal, backoffice, doctor } = config;
const worker = await startWorker({
  url,
  secret,
  db,
  deskWaitSeconds: config.deskWaitSeconds,
  mailer: config.resend ? resendMailer(config.resend) : localMailbox({ folder: mailboxFolder(config) }),
  origins: { patient: portal.origin, backoffice: backoffice.origin, doctor: doctor.origin },
  organizer: config.sender,
  log: createLog(config.logLevel),
});

parentPort.on('message', async (order: MessagesOrder) => {
  if (order === 'kick') return worker.kick();
  clearInterval(telling);
  await worker.stop();
  await db.close();
  parentPort?.close();
});

// The first sign says that it is ready. Silent while the database is away, it is replaced from outside.
let told = Number.NEGATIVE_INFINITY;
const telling = setInterval(() => {
  if (worker.lookedAt() <= told) return;
  told = worker.lookedAt();
  parentPort?.postMessage('alive');
}, 1_000);
parentPort.postMessage('alive');
