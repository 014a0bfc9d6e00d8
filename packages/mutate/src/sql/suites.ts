import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const repository = path.resolve(import.meta.dirname, '../../../..');

/** The suites that should notice first, by the beginning of a file's path; of several the longest counts. */
const nearest: Record<string, string[]> = {
  'packages/db/src/queries': ['packages/services/src'],
  'packages/db/src/queries/agenda.ts': ['packages/services/src/agenda'],
  'packages/db/src/queries/book-slot.ts': [
    'packages/services/src/appointment/book',
    'packages/services/src/commands',
    'packages/services/src/limits',
  ],
  'packages/db/src/queries/catalog.ts': ['packages/services/src/catalog', 'packages/services/src/schedule'],
  'packages/db/src/queries/change-appointment.ts': [
    'packages/services/src/appointment',
    'packages/services/src/commands',
    'packages/services/src/limits',
  ],
  'packages/db/src/queries/change-feed.ts': ['packages/services/src/live'],
  'packages/db/src/queries/doctor-day.ts': [
    'packages/services/src/doctor-day',
    'packages/services/src/use-cases',
  ],
  'packages/db/src/queries/free-slots.ts': ['packages/services/src/slot'],
  'packages/db/src/queries/look.ts': ['packages/db/src/queries/look', 'packages/services/src/patient'],
  'packages/db/src/queries/patient-account.ts': [
    'packages/services/src/patient/claims',
    'packages/services/src/account',
  ],
  'packages/db/src/queries/patient-file.ts': ['packages/services/src/patient'],
  'packages/db/src/queries/patients.ts': ['packages/services/src/patient/patients'],
  'packages/db/src/queries/read-appointment.ts': [
    'packages/services/src/appointment',
    'packages/services/src/use-cases',
  ],
  'packages/db/src/queries/record.ts': [
    'packages/services/src/appointment/book',
    'packages/services/src/notification',
  ],
  'packages/db/src/queries/schedules.ts': ['packages/services/src/schedule', 'packages/services/src/slot'],
  'packages/db/src/queries/slot-names.ts': ['packages/db/src/queries/slot-names'],
  'packages/db/migrations': [
    'packages/db/src/schema',
    'packages/services/src/appointment',
    'packages/services/src/patient/claims',
  ],
  'packages/services/src': ['packages/services/src'],
  'packages/auth/src': ['packages/auth/src'],
};

/** What every query of the product is reached through; asked where the nearest saw nothing. */
const wide = [
  'packages/services/src',
  'packages/auth/src',
  'packages/db/src/queries',
  'packages/db/src/schema',
];
/** Over HTTP, where access, words and plans are looked at as a whole. */
const widest = [
  'authorisation',
  'views',
  'agenda-changes',
  'live',
  'hostile-logic',
  'claims',
  'account-limits',
].map((name) => `packages/api/src/${name}.int.test.ts`);

/** Files of tests for a change of that file: the nearest, then wider ones, none twice. */
export function suitesFor(file: string): string[][] {
  const folder = path.dirname(file);
  const key = Object.keys(nearest)
    .filter((beginning) => file.startsWith(beginning))
    .sort((a, b) => b.length - a.length)[0];
  const first = [...(key ? (nearest[key] ?? []) : []), ...(key === folder || !key ? [folder] : [])];
  const own = path.join(folder, path.basename(file, '.ts'));
  const seen = new Set<string>();
  return [[own, ...first], wide, widest]
    .map((beginnings) => testsUnder(beginnings).filter((test) => !seen.has(test) && seen.add(test)))
    .filter((tests) => tests.length > 0);
}

function testsUnder(beginnings: string[]): string[] {
  return beginnings.flatMap((beginning) => {
    const folder = existsSync(path.join(repository, beginning)) ? beginning : path.dirname(beginning);
    if (beginning.endsWith('.test.ts')) return [beginning];
    if (!existsSync(path.join(repository, folder))) return [];
    return readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => name.startsWith(beginning) && name.endsWith('.test.ts'));
  });
}
