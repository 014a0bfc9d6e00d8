import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Change, conditionsIn } from './conditions.ts';
import { functionsOfMigrations, statementsIn } from './statements.ts';
import { repository } from './suites.ts';

export type Mutant = {
  /** From the repository's root. */
  file: string;
  line: number;
  /** What is taken out, on one line. */
  taken: string;
  /** Within the file; of a function, within its text. */
  change: Change;
  /** The function of the database whose text is changed; null for a statement of the product. */
  ofFunction: { name: string; text: string } | null;
};

/** Where the product's SQL is. */
const sources = ['packages/db/src/queries', 'packages/services/src', 'packages/auth/src'];

const isProduct = (name: string) => name.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(name);

/** Every condition of the product's SQL, in the order of the files. */
export function everyMutant(): Mutant[] {
  const files = sources.flatMap((folder) =>
    readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter(isProduct)
      .sort(),
  );
  return [...files.flatMap(ofFile), ...ofFunctions()];
}

function ofFile(file: string): Mutant[] {
  const source = readFileSync(path.join(repository, file), 'utf8');
  return statementsIn(file, source).flatMap(({ offset, sql }) =>
    conditionsIn(sql).map(({ start, end, replacement }) => {
      const change = { start: offset + start, end: offset + end, replacement };
      return {
        file,
        line: lineAt(source, change.start),
        taken: oneLine(source, change),
        change,
        ofFunction: null,
      };
    }),
  );
}

function ofFunctions(): Mutant[] {
  return functionsOfMigrations().flatMap(({ file, name, offset, sql }) => {
    const before = readFileSync(file, 'utf8').slice(0, offset);
    // What is before the body names types and arguments.
    const body = sql.indexOf('$$');
    return conditionsIn(`${' '.repeat(body)}${sql.slice(body)}`).map((change) => ({
      file: path.relative(repository, file),
      line: lineAt(before + sql, offset + change.start),
      taken: oneLine(sql, change),
      change,
      ofFunction: { name, text: sql },
    }));
  });
}

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length;
const oneLine = (text: string, { start, end }: Change) => text.slice(start, end).replaceAll(/\s+/g, ' ');

/** Only those on lines that were changed since the commit. */
export function since(mutants: Mutant[], commit: string): Mutant[] {
  const lines = changedLines(commit);
  return mutants.filter(({ file, line }) => lines.get(file)?.has(line));
}

/** By file, the numbers of lines that are new or other than in the commit. */
function changedLines(commit: string): Map<string, Set<number>> {
  const diff = execFileSync('git', ['diff', '--unified=0', commit, '--', '*.ts', '*.sql'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = new Map<string, Set<number>>();
  let current = new Set<number>();
  for (const line of diff.split('\n')) {
    const file = /^\+\+\+ b\/(.*)$/.exec(line)?.[1];
    if (file) {
      current = new Set();
      lines.set(file, current);
    }
    const range = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    for (let n = 0; range && n < Number(range[2] ?? 1); n += 1) current.add(Number(range[1]) + n);
  }
  return lines;
}
