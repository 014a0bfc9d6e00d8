import { describe, expect, it } from 'vitest';
import { agendaSearch } from '../agenda/agenda-search.ts';
import { patientsSearch } from '../patients/patients-search.ts';

describe('a text in the address', () => {
  it.each([
    ['44111222', '44111222'],
    [44_111_222, '44111222'],
    ['pérez', 'pérez'],
    [true, undefined],
    [{ a: 1 }, undefined],
    [1e40, undefined],
    ['x'.repeat(81), undefined],
    [undefined, undefined],
  ])('%j is read as %j', (written, read) => {
    expect(patientsSearch.parse({ q: written }).q).toBe(read);
    expect(agendaSearch.parse({ q: written }).q).toBe(read);
  });
});
