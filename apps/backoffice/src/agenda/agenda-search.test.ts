import { describe, expect, it } from 'vitest';
import { agendaSearch } from './agenda-search.ts';

describe('the address of the agenda', () => {
  it('keeps every filter', () => {
    const search = { fecha: '2026-08-04', vista: 'tabla', prof: [1, 2], esp: 3, estado: ['free'], q: 'ana' };
    expect(agendaSearch.parse(search)).toMatchObject(search);
  });

  it.each([
    [{ fecha: '2026-02-31' }],
    [{ fecha: 20260804 }],
    [{ vista: 'lista' }],
    [{ prof: 'all' }],
    [{ esp: -1 }],
    [{ estado: ['gone'] }],
    [{ accion: 'borrar' }],
  ])('drops what makes no sense: %j', (search) => {
    expect(Object.values(agendaSearch.parse(search)).filter((value) => value !== undefined)).toEqual([]);
  });
});
