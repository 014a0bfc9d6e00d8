import { connect } from '@vitalmed/db';
import { localMailbox, type Mailer } from '@vitalmed/emails';
import pino from 'pino';
import { startWorker } from '../jobs/worker.ts';

/**
 * A worker process that dies as by kill -9 in the middle of its first delivery: before the mail is handed over,
 * or after that and before the database knows. Arguments: database URL, mailbox folder, where to die.
 */
const [url = '', folder = '', dies] = process.argv.slice(2);
const mailbox = localMailbox({ folder });
const die = () => process.kill(process.pid, 'SIGKILL');

const mailer: Mailer = {
  async send(mail) {
    if (dies === 'before-sending') die();
    const delivery = await mailbox.send(mail);
    if (dies === 'after-sending') die();
    return delivery;
  },
};

const origin = 'http://localhost:3000';
await startWorker({
  url,
  db: connect(url),
  mailer,
  origins: { patient: origin, backoffice: origin, doctor: origin },
  secret: 'only-for-this-test-and-32-bytes-long',
  log: pino({ level: 'silent' }),
  deskWaitSeconds: 0,
  organizer: { name: 'Clínica', email: 'turnos@clinic.example' },
});
