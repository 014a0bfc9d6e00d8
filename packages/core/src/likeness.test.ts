import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOneOff, type KnownPerson, likenesses } from './likeness.ts';

const juan: KnownPerson = {
  firstName: 'Juan Carlos',
  lastName: 'Pérez',
  documentNumber: '28123456',
  phone: '+5491145678901',
  birthDate: '1980-08-04',
};
const like = (overrides: Partial<KnownPerson>) =>
  likenesses(juan, {
    firstName: 'Ana',
    lastName: 'Paz',
    documentNumber: '1',
    phone: '2',
    birthDate: null,
    ...overrides,
  });

describe('two files', () => {
  it.each([
    ['same-document', { documentNumber: '28123456' }],
    ['document-one-off', { documentNumber: '28123465', firstName: 'Juan', lastName: 'Peres' }],
    ['document-one-off', { documentNumber: '2812345', firstName: 'juan carlos', lastName: 'PEREZ' }],
    ['same-birth-date', { birthDate: '1980-08-04', firstName: 'Pérez', lastName: 'Juan' }],
    ['same-phone', { phone: '+5491145678901' }],
    ['same-phone', { phone: '+541145678901' }],
  ] as const)('may be one person’s for %s', (likeness, overrides) => {
    expect(like(overrides)).toEqual([likeness]);
  });

  it.each([
    [{ documentNumber: '28123465' }],
    [{ documentNumber: '28123999', firstName: 'Juan', lastName: 'Pérez' }],
    [{ birthDate: '1980-08-04' }],
    [{ birthDate: '1980-08-04', firstName: 'Juana', lastName: 'Pérez' }],
    [{ firstName: 'Juan Carlos', lastName: 'Pérez' }],
    [{ phone: '', documentNumber: null }],
  ])('are two people’s where they share %j alone', (overrides) => {
    expect(like(overrides)).toEqual([]);
  });

  it('without anything known are not alike', () => {
    const nobody = { firstName: '', lastName: '', documentNumber: null, phone: '', birthDate: null };
    expect(likenesses(nobody, nobody)).toEqual([]);
  });

  it('are as like one way as the other', () => {
    const words = fc.constantFrom('', 'Juan', 'Juan Carlos', 'Pérez', 'Peres Gómez', 'X');
    const person = fc.record({
      firstName: words,
      lastName: words,
      documentNumber: fc.constantFrom('28123456', '28123465', '2812345', 'AAB123456', null),
      phone: fc.constantFrom('', '1', '2', null),
      birthDate: fc.constantFrom('1980-08-04', '1980-08-05', null),
    });
    fc.assert(
      fc.property(person, person, (a, b) => {
        expect(likenesses(a, b)).toEqual(likenesses(b, a));
      }),
    );
  });
});

describe('a slip in a document', () => {
  it('is undone by one slip', () => {
    const documents = fc.integer({ min: 1_000_000, max: 99_999_999 }).map(String);
    fc.assert(
      fc.property(documents, (document) => {
        for (const slip of documentsOneOff(document)) {
          expect(slip).not.toBe(document);
          if (slip.length >= 6 && slip.length <= 9) expect(documentsOneOff(slip).has(document)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is none of a passport’s', () => {
    expect(documentsOneOff('AAB123456').size).toBe(0);
  });
});
