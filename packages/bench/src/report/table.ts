import type { Row } from '../run/measure.ts';

/** The figures as people read them: one line a scenario and number of connections. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.scenario,
    String(row.connections),
    number(row.perSecond),
    row.p50Ms.toFixed(2),
    row.p99Ms.toFixed(2),
    String(row.errors),
    number(row.limitPerSecond),
    row.limitP99Ms?.toFixed(2) ?? '',
    row.ratioToLimit.toFixed(2),
  ]);
  const titles = [
    'scenario',
    'conn',
    'a second',
    'p50 ms',
    'p99 ms',
    'errors',
    'limit a s',
    'its p99',
    'ratio',
  ];
  return columns(titles, lines);
}

/** The first column to the left, all others to the right. */
export function columns(titles: string[], lines: string[][]): string {
  const all = [titles, ...lines];
  const widths = titles.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const text = (line: string[]) =>
    line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ');
  return [text(titles), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(text)].join('\n');
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
