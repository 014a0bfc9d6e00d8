import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultMigrationsFolder } from '@vitalmed/db/migrate';
import { parseSync } from 'vite';

/** SQL inside a file: where it begins there, and the text, as long as in the file. */
export type Statement = { offset: number; sql: string };

type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** The names under which the driver is called. */
const tags = new Set(['sql', 'inner', 'transaction', 'tx']);

/** What stands for a value or another text; no word of SQL. */
const hole = (length: number) => `$${'1'.repeat(length - 1)}`;

/** The SQL of each tagged template of a TypeScript file. */
export function statementsIn(file: string, source: string): Statement[] {
  const found: Statement[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (value.type === 'TaggedTemplateExpression' && isDriver(value.tag as Node))
      found.push(read(value.quasi as Node, source));
    for (const key of Object.keys(value)) visit(value[key]);
  };
  visit(parseSync(file, source).program.body);
  return found;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

const isDriver = (tag: Node) =>
  tags.has(String(tag.type === 'MemberExpression' ? (tag.property as Node).name : tag.name));

function read(quasi: Node, source: string): Statement {
  const [start, end] = [quasi.start + 1, quasi.end - 1];
  let sql = source.slice(start, end);
  for (const expression of quasi.expressions as Node[]) {
    const from = source.lastIndexOf('${', expression.start) - start;
    const to = source.indexOf('}', expression.end) + 1 - start;
    sql = sql.slice(0, from) + hole(to - from) + sql.slice(to);
  }
  return { offset: start, sql };
}

export type FunctionText = Statement & { file: string; name: string };

/** The functions of the migrations, each as the last migration that makes it says. */
export function functionsOfMigrations(): FunctionText[] {
  const latest = new Map<string, FunctionText>();
  for (const name of readdirSync(defaultMigrationsFolder).sort()) {
    if (!name.endsWith('.sql')) continue;
    const file = path.join(defaultMigrationsFolder, name);
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(/CREATE (?:OR REPLACE )?FUNCTION "(\w+)"[\s\S]*?\$\$[\s\S]*?\$\$/g)) {
      latest.set(match[1] ?? '', { file, name: match[1] ?? '', offset: match.index, sql: match[0] });
    }
  }
  return [...latest.values()];
}
