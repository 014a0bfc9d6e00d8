import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, firstOf, rowsOf } from './columns.ts';

const names = ['id', 'name'] as const;
const table = fc.array(fc.record({ id: fc.integer(), name: fc.option(fc.string()) }));

describe('a table as columns', () => {
  it('is the rows again, in their order, nulls and all', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(rowsOf(columnsOf(rows, names))).toEqual(rows);
      }),
    );
  });

  it('has its names where it has no rows', () => {
    expect(columnsOf<{ id: number }>([], ['id'])).toEqual({ id: [] });
    expect(rowsOf({ id: [], name: [] })).toEqual([]);
  });

  it('is cut to its first rows', () => {
    fc.assert(
      fc.property(table, fc.nat(20), (rows, count) => {
        expect(rowsOf(firstOf(columnsOf(rows, names), count))).toEqual(rows.slice(0, count));
      }),
    );
  });
});
