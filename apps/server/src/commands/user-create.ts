import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { createCredentials, createRateLimits, createSessions, createSignedTokens } from '@vitalmed/auth';
import { connect } from '@vitalmed/db';
import { createUser, createUserInput, type ServiceContext } from '@vitalmed/services';
import { appSecret } from '../app-secret.ts';
import type { Config } from '../config.ts';
import { databaseServer } from '../database.ts';

type Typed = { role?: string; email?: string; firstName?: string; lastName?: string; doctorId?: string };

/** Makes a staff account. The password is asked for, never an argument: arguments are seen by every process. */
export async function createStaffUser(config: Config, typed: Typed): Promise<number> {
  const password = await readPassword();
  const input = createUserInput.safeParse({
    ...typed,
    ...(typed.doctorId === undefined ? {} : { doctorId: Number(typed.doctorId) }),
    password,
    locale: 'es-AR',
  });
  if (!input.success) {
    const faults = input.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
    process.stderr.write(`The account can't be made:\n${faults.join('\n')}\n`);
    return 2;
  }
  const server = await databaseServer(config, () => {});
  const db = connect(server.url, { primaryOnly: true });
  try {
    const created = await createUser(systemContext(config, db), input.data);
    if (!created.ok) {
      process.stderr.write(
        `The account can't be made: ${created.reason} ${JSON.stringify(created.details ?? {})}\n`,
      );
      return 1;
    }
    process.stdout.write(`Created ${created.user.role} ${created.user.email}\n`);
    return 0;
  } finally {
    await db.close();
    await server.stop();
  }
}

function systemContext(config: Config, db: ReturnType<typeof connect>): ServiceContext {
  return {
    db,
    search: (question) => question(db),
    now: new Date(),
    actor: { kind: 'system', job: 'user create' },
    locale: 'es-AR',
    requestId: 'user create',
    clientAddress: 'localhost',
    auth: {
      credentials: createCredentials(),
      sessions: createSessions(db.sql, { secure: false }),
      tokens: createSignedTokens(appSecret(config)),
      rateLimits: createRateLimits(db.sql),
    },
    messageWaiting: () => {},
  };
}

/** From a terminal without echo; from a pipe its first line. */
async function readPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
