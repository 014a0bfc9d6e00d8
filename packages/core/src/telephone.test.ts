import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhone, normalisePhone, phoneForms } from './telephone.ts';

describe('telephones', () => {
  it.each([
    ['011 15-4567-8901', '+5491145678901'],
    ['11 4567-8901', '+541145678901'],
    ['(0351) 422-3344', '+543514223344'],
    ['0351 15 422-3344', '+5493514223344'],
    ['02944 15 123456', '+5492944123456'],
    ['+54 9 11 4567-8901', '+5491145678901'],
    ['54 9 11 4567 8901', '+5491145678901'],
    ['54 11 4567 8901', '+541145678901'],
    ['0054 11 4567 8901', '+541145678901'],
    ['+54 011 15 4567 8901', '+5491145678901'],
    ['9 11 4567 8901', '+5491145678901'],
    ['+598 2 900 1234', '+59829001234'],
    ['00598 2 900 1234', '+59829001234'],
    ['+54 123', '+54123'],
    ['4567-8901', '45678901'],
    ['interno 4', ''],
    ['15-4567-8901', '+5491145678901'],
    ['15 422 3344', '154223344'],
    ['+54 9 11 15 4567-8901', '+5491145678901'],
    ['+54 9 0351 15 4223344', '+5493514223344'],
    ['0 9 351 422 3344', '+5493514223344'],
    ['0294 15 4423344', '+5492944423344'],
    ['294 15 415-1515', '+5492944151515'],
    ['3541 15 51-5151', '+5493541515151'],
    ['011 15 1515 1515', '+5491115151515'],
    ['0800 555 1234', '+548005551234'],
    ['11 4321-5678 int. 23', '+541143215678;ext=23'],
    ['(011) 4321-5678 interno: 4', '+541143215678;ext=4'],
    ['+54 11 4321 5678 x12', '+541143215678;ext=12'],
    ['4321-5678 #7', '43215678;ext=7'],
    ['+1 212 555 0100 ext 105', '+12125550100;ext=105'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(normalisePhone(typed)).toBe(kept);
  });

  it('stay as they are once kept', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+0-9 ()-]{0,20}(?: int\. ?[0-9]{1,4})?$/), (typed) => {
        const kept = normalisePhone(typed);
        if (kept.startsWith('+')) expect(normalisePhone(kept)).toBe(kept);
      }),
      { numRuns: 500 },
    );
  });

  it('are one line with and without the 9 of a mobile', () => {
    const forms = ['+541155667788', '+5491155667788'];
    for (const form of forms) expect(phoneForms(form)).toEqual(forms);
    expect(phoneForms('+59829001234')).toEqual(['+59829001234']);
    expect(phoneForms('45678901')).toEqual(['45678901']);
  });

  it('have 6 to 15 digits', () => {
    for (const phone of ['+5491145678901', '45678901', '422334', '+541143215678;ext=23'])
      expect(isPhone(phone)).toBe(true);
    for (const phone of ['', '+', '12345', '+1234567890123456', '4567-8901', ';ext=23', '45678901;ext='])
      expect(isPhone(phone)).toBe(false);
  });
});

/** One mobile, in every way that its owner may write it: with or without country, 0, 9 and 15, parted anyhow. */
const waysToWrite = fc
  .record({
    area: fc.constantFrom('11', '351', '299', '3541', '2944'),
    subscriber: fc.stringMatching(/^[2-9][0-9]{7}$/),
    gap: fc.constantFrom('', ' ', '-', '. '),
    prefixes: fc.constantFrom(
      ['', '15'],
      ['0', '15'],
      ['+54', '15'],
      ['+54 9', ''],
      ['+54 9 0', '15'],
      ['0054 9', ''],
    ),
  })
  .map(({ area, subscriber, gap, prefixes: [before = '', fifteen = ''] }) => {
    const number = subscriber.slice(0, 10 - area.length);
    const typed = [before + gap + area, fifteen, number.slice(0, -4), number.slice(-4)]
      .filter(Boolean)
      .join(gap);
    return { typed, kept: `+549${area}${number}` };
  });

it('keeps one form of a mobile, however its owner writes it', () => {
  fc.assert(
    fc.property(waysToWrite, ({ typed, kept }) => {
      expect(normalisePhone(typed)).toBe(kept);
    }),
    { numRuns: 2_000 },
  );
});
