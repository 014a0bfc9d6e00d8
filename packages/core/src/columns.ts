/**
 * A table as one list a column, each as long as the others: how long answers travel, from the database to the screen.
 * A column says its name once, and a list of plain values is read and written in a fraction of the time of rows.
 */
export type Columns<Row> = { [Name in keyof Row]: Row[Name][] };

/** The rows that those columns make up. */
export function rowsOf<Row extends object>(columns: Columns<Row>): Row[] {
  const rows: Partial<Row>[] = [];
  for (const name of Object.keys(columns) as (keyof Row)[]) {
    for (const [n, value] of columns[name].entries()) {
      const row: Partial<Row> = rows[n] ?? {};
      row[name] = value;
      rows[n] = row;
    }
  }
  return rows as Row[];
}

/** Those columns of the rows. */
export function columnsOf<Row extends object>(
  rows: readonly Row[],
  names: readonly (keyof Row)[],
): Columns<Row> {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as Columns<Row>;
}

/** The first `count` rows of those columns. */
export function firstOf<Row extends object>(columns: Columns<Row>, count: number): Columns<Row> {
  const lists = Object.entries<unknown[]>(columns as Record<string, unknown[]>);
  return Object.fromEntries(lists.map(([name, list]) => [name, list.slice(0, count)])) as Columns<Row>;
}
