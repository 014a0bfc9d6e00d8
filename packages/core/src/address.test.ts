import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath, webUrl } from './address.ts';

const site = 'https://turnos.example.org';

/** Whatever an address may be made of that a browser reads in its own way. */
const piece = fc.oneof(
  fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5C',
    '%2e',
    '\t',
    '\n',
    '\r',
    ' ',
    '\0',
    '?',
    '#',
    '@',
    ':',
    '%',
  ),
  fc.constantFrom(
    'evil.example',
    'https:',
    'http:',
    'javascript:',
    'data:',
    'mis-turnos',
    'ñ',
    '\ud800',
    '\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const anyAddress = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
const anyPath = anyAddress.map((rest) => `/${rest}`);

describe('a path of this site', () => {
  it('leads to this site wherever a browser is given it, and stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyAddress, anyPath), (address) => {
        const path = ownPath(address);
        if (path === null) return;
        const read = new URL(path, `${site}//elsewhere/x`);
        expect(read.origin).toBe(site);
        expect(read.pathname + read.search + read.hash).toBe(path);
        expect(ownPath(path)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is had of every address that begins as one', () => {
    fc.assert(fc.property(anyPath, (path) => void expect(ownPath(path)).toMatch(/^\/(?![/\\])/)));
  });

  it.each([
    ['/reservar/12?cambia=3#contenido', '/reservar/12?cambia=3#contenido'],
    ['//evil.example/x?q=1', '/evil.example/x?q=1'],
    ['/\\evil.example', '/evil.example'],
    ['\\\\evil.example', '/evil.example'],
    ['/\t/evil.example', '/evil.example'],
    ['/.//evil.example', '/evil.example'],
    ['/%2e//evil.example', '/evil.example'],
    ['/a/../..//evil.example', '/evil.example'],
    ['/%2f%2fevil.example', '/%2f%2fevil.example'],
    ['/javascript:alert(1)', '/javascript:alert(1)'],
  ])('%o is %o', (address, path) => {
    expect(ownPath(address)).toBe(path);
  });

  it.each([
    '',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'mis-turnos',
    ' //evil.example',
  ])('is nothing that %o names', (address) => {
    expect(ownPath(address)).toBeNull();
  });
});

describe('a link to elsewhere', () => {
  it.each(['https://maps.example/?q=1', 'http://maps.example/'])('may be %o', (address) => {
    expect(webUrl(address)).toBe(address);
  });

  it.each([null, '', 'javascript:alert(1)', 'data:text/html,x', '//maps.example', 'no address'])(
    'may not be %o',
    (address) => {
      expect(webUrl(address)).toBeNull();
    },
  );
});
