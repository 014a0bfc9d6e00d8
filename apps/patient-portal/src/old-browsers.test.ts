import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';

const brought = readFileSync(new URL('./old-browsers.js', import.meta.url), 'utf8');

/** What a browser without these calls answers once the portal has brought them. */
function oldBrowser(expression: string): unknown {
  const crypto = { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xab) };
  const context = createContext({ crypto });
  runInContext('delete Object.hasOwn; delete Array.prototype.toSorted;', context);
  runInContext(brought, context);
  return runInContext(expression, context);
}

test('an old browser has what the portal calls', () => {
  expect(oldBrowser('[Object.hasOwn({ a: 1 }, "a"), Object.hasOwn({}, "toString")].join()')).toBe(
    'true,false',
  );
  expect(oldBrowser('const given = [3, 1, 2]; [given.toSorted(), given].join(" | ")')).toBe('1,2,3 | 3,1,2');
  expect(oldBrowser('crypto.randomUUID()')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
