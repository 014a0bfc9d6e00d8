import { parseArgs } from 'node:util';
import { EmbeddedPostgresError } from '@vitalmed/db/embedded';
import { checkInstallation } from './commands/doctor.ts';
import { migrateDatabase } from './commands/migrate.ts';
import { seedDatabase } from './commands/seed.ts';
import { startServer } from './commands/start.ts';
import { createStaffUser } from './commands/user-create.ts';
import { type Config, readConfig } from './config.ts';
import { StartError } from './start-error.ts';

const HELP = `vitalmed <command>

  start [--demo]      serves the three apps; --demo fills an empty database with demo data first
  migrate             brings the database to this version and ends
  seed --demo         fills an empty database with demo data and ends
  user create --role secretary|admin|doctor --email E --first-name F --last-name L [--doctor-id N]
                      asks for the password, or reads it from standard input
  doctor              checks the installation and says what is wrong

The configuration comes from the environment; .env.example explains each variable.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    demo: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    role: { type: 'string' },
    email: { type: 'string' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' },
    'doctor-id': { type: 'string' },
  },
});

/** Carries out one command; answers with the process's exit code. */
async function run(command: string): Promise<number> {
  if (values.help || command === '') return say(HELP, values.help ? 0 : 2);
  const read = readConfig(process.env, { demo: values.demo && command === 'start', dev: values.dev });
  if (command === 'doctor') return checkInstallation(read);
  if (!read.ok) {
    return say(
      `The configuration has ${read.faults.length} fault(s):\n${read.faults.map((fault) => `  - ${fault}`).join('\n')}`,
      2,
    );
  }
  return withConfig(command, read.config);
}

async function withConfig(command: string, config: Config): Promise<number> {
  switch (command) {
    case 'start':
      return startServer(config, { dev: values.dev });
    case 'migrate':
      return migrateDatabase(config);
    case 'seed':
      return values.demo ? seedDatabase(config) : say('seed needs --demo: there is no other seed.', 2);
    case 'user create':
      return createStaffUser(config, {
        role: values.role,
        email: values.email,
        firstName: values['first-name'],
        lastName: values['last-name'],
        doctorId: values['doctor-id'],
      });
    default:
      return say(`Unknown command "${command}".\n\n${HELP}`, 2);
  }
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

try {
  process.exitCode = await run(positionals.join(' '));
} catch (error) {
  if (!(error instanceof StartError || error instanceof EmbeddedPostgresError)) throw error;
  process.exitCode = say(error.message, 1);
}
