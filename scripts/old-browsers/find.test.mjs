import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tooNewInScript, tooNewInStyles } from './find.mjs';

describe('what a phone of 2021 lacks', () => {
  for (const [code, feature] of [
    ['structuredClone(kept)', 'structuredClone'],
    ['crypto.randomUUID()', '.randomUUID'],
    ['AbortSignal.timeout(5)', 'AbortSignal.timeout'],
    ['Object.groupBy(all, by)', 'Object.groupBy'],
    ['all.map(one).toSorted()', '.toSorted'],
    ['if (a) { b = () => ({ c: all.findLast(d) }) }', '.findLast'],
    ['/(?<=a)b/.test(text)', 'lookbehind in a pattern'],
  ])
    it(`is named in ${code}`, () => assert.deepEqual(tooNewInScript(code), [feature]));

  for (const code of [
    'all.map(one).filter(Boolean).includes(two)',
    'crypto.randomUUID?.()',
    'Promise.allSettled(all); new AbortController()',
    'own.query(all).subscribe(them)',
    '/(?<year>\\d+)/u.exec(text)',
  ])
    it(`isn't found in ${code}`, () => assert.deepEqual(tooNewInScript(code), []));

  for (const [css, feature] of [
    ['@layer base { a { color: red } }', '@layer'],
    ['@container (width > 1px) { a { color: red } }', '@container'],
    ['a:has(b) { color: red }', ':has'],
    ['a { color: color-mix(in srgb, red, blue) }', 'color-mix()'],
    ['a { translate: 1px }', 'translate'],
    ['a { height: 100dvh }', 'height in dvh'],
  ])
    it(`is named in ${css}`, () => assert.deepEqual(tooNewInStyles(css), [feature]));

  for (const css of [
    'a { height: 100vh; height: 100dvh }',
    '@supports (color: color-mix(in srgb, red, blue)) { a { color: color-mix(in srgb, red, blue) } }',
    '.hover\\:has-it:hover { margin-inline: 1px; -webkit-mask: none; mask: none }',
    'a { --own: 100dvh }',
  ])
    it(`isn't found in ${css}`, () => assert.deepEqual(tooNewInStyles(css), []));
});
