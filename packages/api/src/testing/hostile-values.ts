/** JSON texts that stand where a text is expected, each with what it tries. */
const hostileTexts: Record<string, string> = {
  'an SQL statement': JSON.stringify("'; drop table appointment; --"),
  'an SQL condition': JSON.stringify("x' or '1'='1"),
  'an SQL comment': JSON.stringify('admin"--'),
  'a wildcard': JSON.stringify('%'),
  'a wildcard for one letter': JSON.stringify('____'),
  'a backslash': JSON.stringify('\\'),
  NUL: '"Ana\\u0000"',
  'a lone surrogate': '"Ana\\ud800"',
  'a bidirectional override': '"Ana\\u202egnp.exe"',
  'lines of a header': '"Ana\\r\\nBcc: all@example.test"',
  'mark-up': JSON.stringify('<img src=x onerror=alert(1)>'),
  'a script’s address': JSON.stringify('javascript:alert(1)'),
  'a formula': JSON.stringify('=HYPERLINK("http://evil.example")'),
  'a template': JSON.stringify('{{7*7}} #{7*7}'),
  '5,000 letters': JSON.stringify('a'.repeat(5000)),
  'a number': '1',
  'a list': '["a"]',
  'an object': '{"$gt":""}',
  true: 'true',
  null: 'null',
};

/** JSON texts that stand where a date is expected. */
const hostileDates: Record<string, string> = {
  ...hostileTexts,
  'year 9999': '"9999-12-31"',
  'year 1': '"0001-01-01"',
  'year 0': '"0000-01-01"',
  'a year of six digits': '"+275760-09-13"',
  'a day that isn’t': '"2030-02-30"',
  'a date and a time': '"2030-06-03T00:00"',
  infinity: '"infinity"',
};

/** JSON texts that stand where a whole number is expected. Zero is a good revision, so it isn't here. */
const hostileNumbers: Record<string, string> = {
  infinity: '1e309',
  'a huge number': '1e308',
  'minus one': '-1',
  'a fraction': '1.5',
  'more than a number holds': '9007199254740993',
  'a 64-bit number’s end': '9223372036854775808',
  'a text': '"1"',
  'an SQL condition': '"1 or 1=1"',
  true: 'true',
  'a list': '[1]',
  'an object': '{"valueOf":1}',
};

/** JSON texts that stand where true or false is expected. */
const hostileFlags: Record<string, string> = { 'a number': '1', 'a text': '"false"', null: 'null' };

type Leaf = { path: string; kind: 'text' | 'date' | 'number' | 'flag' };

/** Every place of an input that holds a plain value. */
export function leavesOf(input: unknown, path = ''): Leaf[] {
  if (typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input)) return [{ path, kind: 'date' }];
  if (typeof input === 'string') return [{ path, kind: 'text' }];
  if (typeof input === 'number' || input === null) return [{ path, kind: 'number' }];
  if (typeof input === 'boolean') return [{ path, kind: 'flag' }];
  return Object.entries(input ?? {}).flatMap(([key, value]) =>
    leavesOf(value, path ? `${path}.${key}` : key),
  );
}

export const hostileOf = {
  text: hostileTexts,
  date: hostileDates,
  number: hostileNumbers,
  flag: hostileFlags,
};

/** The input as JSON, with that JSON text in that place. */
export function replaced(input: unknown, path: string, json: string): string {
  const mark = '\u2020here\u2020';
  const copy = structuredClone(input) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((value, key) => value[key] as Record<string, unknown>, copy);
  holder[last] = mark;
  return JSON.stringify(copy).replace(JSON.stringify(mark), () => json);
}
