import { makePgArray } from 'drizzle-orm/pg-core';
import { parse } from 'postgres-array';

type Parser = (text: string) => unknown;
type Serializer = (value: unknown) => unknown;

/** The driver's own tables: how values of a type number are read and written, and which number its array has. */
export type TypeTables = {
  parsers: Record<number, Parser>;
  serializers: Record<number, Serializer>;
  shared: { typeArrayMap: Record<number, number> };
};

/** PostgreSQL's type numbers, which never change: each element's with its array's. */
const arrays: readonly (readonly [element: number, array: number])[] = [
  [16, 1000], // bool
  [17, 1001], // bytea
  [20, 1016], // int8
  [21, 1005], // int2
  [23, 1007], // int4
  [25, 1009], // text
  [26, 1028], // oid
  [114, 199], // json
  [700, 1021], // float4
  [701, 1022], // float8
  [1042, 1014], // char(n)
  [1043, 1015], // varchar
  [1082, 1182], // date
  [1083, 1183], // time
  [1114, 1115], // timestamp
  [1184, 1185], // timestamptz
  [1700, 1231], // numeric
  [2950, 2951], // uuid
  [3802, 3807], // jsonb
];

/** From here on each database numbers the types that are made in it, such as enums and their arrays. */
const firstOwnType = 16_384;

/**
 * Declares the arrays that the driver would otherwise ask each new connection for, in a query whose failure nobody
 * hears. Arrays of a database's own types can be written; to read one, cast it to text[].
 */
export function declareArrays({ parsers, serializers, shared }: TypeTables): void {
  for (const [element, array] of arrays) {
    shared.typeArrayMap[element] = array;
    parsers[array] = (text) => parse(text, parsers[element] ?? String);
    serializers[array] = arrayText(serializers[element]);
  }
  // Behind the table, so that only a type which isn't in it costs a look.
  serializers[uuid] ??= String;
  Object.setPrototypeOf(serializers, ownTypes);
}

const uuid = 2950;

const arrayText =
  (serialize?: Serializer): Serializer =>
  (value) =>
    Array.isArray(value) ? makePgArray(written(value, serialize)) : String(value);

const ownTypes = new Proxy<Record<number, Serializer>>(
  {},
  {
    has: (_target, type) => Number(type) >= firstOwnType,
    get: (_target, type) => (Number(type) >= firstOwnType ? arrayText() : undefined),
  },
);

function written(items: unknown[], serialize: Serializer = (value) => value): unknown[] {
  return items.map((item) => {
    if (Array.isArray(item)) return written(item, serialize);
    return item === null ? null : String(serialize(item));
  });
}
