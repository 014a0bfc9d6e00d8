import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseDocument } from './document.ts';
import { isName, normaliseName, searchText } from './identity.ts';
import { type NumberTerm, searchTerms } from './search-terms.ts';
import { soundsLike } from './sounds.ts';
import { normalisePhone } from './telephone.ts';

/** As the database compares, in small: a document by its beginning, a telephone by what it holds, or its end. */
function fits({ document, phone }: NumberTerm, kept: { document?: string; phone?: string }): boolean {
  const byDocument = kept.document !== undefined && document !== null && kept.document.startsWith(document);
  const byPhone =
    kept.phone !== undefined && phone !== null && (kept.phone.includes(phone) || phone.endsWith(kept.phone));
  return byDocument || byPhone;
}

describe('a number that is looked for', () => {
  it.each([
    ['11 5566-7788', '15 5566 7788'],
    ['11 5566-7788', '+54 9 11 5566 7788'],
    ['011 15-6789-1234', '011 15-6789-1234'],
    ['011 15-6789-1234', '15-6789-1234'],
    ['011 15-6789-1234', '(011) 6789-1234'],
    ['011 15-6789-1234', '+54 11 6789 1234'],
    ['011 15-6789-1234', '6789-1234'],
    ['011 15-6789-1234', 'tel. 011 15 6789 1234'],
    ['0351 15 422-3344', '15 422-3344'],
    ['0351 422-3344', '+54 9 351 422 33'],
    ['4567-8901', '11 4567-8901'],
    ['11 4321-5678 int. 23', '11 4321-5678 int. 23'],
    ['11 4321-5678 int. 23', '4321 5678 interno 23'],
    ['+598 2 900 1234', '00598 2 900 1234'],
    ['15 422 3344', '15 422 3344'],
  ])('finds the telephone %s by %s', (written, typed) => {
    const { words, numbers } = searchTerms(typed);
    expect(words).toEqual([]);
    expect(numbers).toHaveLength(1);
    expect(numbers.every((number) => fits(number, { phone: normalisePhone(written) }))).toBe(true);
  });

  it.each([
    '28123456',
    '28.123.456',
    'DNI 28123456',
    'dni n° 28.123.456',
    'Nro. 28123456',
    'D.N.I.: 28.123.456',
    'DU 28123456',
    '028123456',
    '28 123 456',
    'documento nro 28123456',
  ])('finds a document by %s', (typed) => {
    expect(searchTerms(typed)).toMatchObject({ words: [], numbers: [{ document: '28123456' }] });
  });

  it('stands among names and other numbers', () => {
    expect(searchTerms('pérez, ana DNI 28.123.456')).toMatchObject({
      words: ['perez', 'ana'],
      numbers: [{ document: '28123456' }],
    });
    expect(searchTerms('28.123.456 1145678901').numbers.map(({ document }) => document)).toEqual([
      '28123456',
      null,
    ]);
  });

  it('may have letters', () => {
    expect(searchTerms('aab-123456').passport).toBe('AAB123456');
    expect(searchTerms('pasaporte AAB123456')).toMatchObject({
      words: [],
      numbers: [{ document: 'AAB123456', phone: null }],
    });
  });

  const area = fc.constantFrom('11', '351', '299', '3541');
  it('is found however a mobile is written', () => {
    const gaps = fc.constantFrom('', ' ', '-', '.');
    const prefixes = fc.constantFrom(
      ['', ''],
      ['', '15'],
      ['0', '15'],
      ['+54 9 ', ''],
      ['+54 ', ''],
      ['0054 9 ', ''],
    );
    fc.assert(
      fc.property(area, fc.stringMatching(/^[2-9][0-9]{7}$/), prefixes, gaps, (code, digits, prefix, gap) => {
        const subscriber = digits.slice(0, 10 - code.length);
        const kept = `+549${code}${subscriber}`;
        const [before = '', fifteen = ''] = prefix;
        const typed =
          before + [code, fifteen, subscriber.slice(0, -4), subscriber.slice(-4)].filter(Boolean).join(gap);
        const { numbers } = searchTerms(typed);
        expect(numbers).toHaveLength(1);
        expect(numbers.every((number) => fits(number, { phone: kept }))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found however a document is written', () => {
    const before = fc.constantFrom('', 'DNI ', 'dni: ', 'N° ', 'DNI N° ', 'D.N.I. ', '0');
    const dots = fc.constantFrom('', '.', ' ');
    fc.assert(
      fc.property(before, dots, fc.integer({ min: 1_000_000, max: 99_999_999 }), (word, dot, number) => {
        const typed = word + String(number).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, dot);
        expect(searchTerms(typed).numbers.map(({ document }) => document)).toEqual([
          normaliseDocument(typed),
        ]);
        expect(normaliseDocument(typed)).toBe(String(number));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a name that is looked for', () => {
  it('is found as a list prints it, and in any order', () => {
    expect(searchTerms('Güemes Ríos, Anabella').words).toEqual(['guemes', 'rios', 'anabella']);
    expect(searchTerms('Ma. Eugenia García-Lorca').words).toEqual(['ma', 'eugenia', 'garcia', 'lorca']);
  });

  it.each([
    ['peres', 'Pérez'],
    ['gomes', 'Gómez'],
    ['ferreira', 'Ferreyra'],
    ['rodrigues', 'Rodríguez'],
    ['ernandes', 'Hernández'],
    ['hibañes', 'Ibáñez'],
    ['jimenes', 'Giménez'],
    ['balles', 'Valles'],
    ['vustos', 'Bustos'],
    ['yanos', 'Llanos'],
    ['karina', 'Carina'],
    ['kiroga', 'Quiroga'],
    ['sofia', 'Sophia'],
    ['rosi', 'Rossi'],
    ['marta', 'Martha'],
    ['oconnor', 'O´Connor'],
    ['dagostino', "D'Agostino"],
    ['dellacqua', "Dell'Acqua"],
    ['galla', 'Gal·la'],
    ['canpos', 'Campos'],
    ['lujan', 'García-Luján'],
    ['sorensen', 'Sørensen'],
    ['strasse', 'Straße'],
  ])('as %s sounds like %s', (typed, name) => {
    expect(searchText(name)).toMatch(new RegExp(soundsLike(searchText(typed))));
  });

  it.each([
    ['peres', 'Paredes'],
    ['gomes', 'Romes'],
    ['casa', 'Masa'],
    ['rez', 'Pérez'],
    ['luna', 'Lima'],
  ])('as %s does not sound like %s', (typed, name) => {
    expect(searchText(name)).not.toMatch(new RegExp(soundsLike(searchText(typed))));
  });

  it('sounds like itself, whatever its letters and signs', () => {
    const letters = fc.array(fc.constantFrom(..."abcdefghijklmnñopqrstuvwxyzáéü'’·-ł日я".split('')), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, (all) => {
        const name = normaliseName(all.join(''));
        fc.pre(isName(name));
        for (const word of searchTerms(name).words)
          expect(searchText(name)).toMatch(new RegExp(soundsLike(word), 'u'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is taken apart fast, whatever somebody sends', () => {
    const started = performance.now();
    for (const long of ['1 '.repeat(40), 'dni '.repeat(20), '(1-'.repeat(26), 'a.'.repeat(40)])
      searchTerms(long);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
