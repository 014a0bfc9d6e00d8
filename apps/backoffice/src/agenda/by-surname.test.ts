import { expect, it } from 'vitest';
import { aColumn, aDay } from '../testing/agenda-factories.ts';
import { bySurname } from './by-surname.ts';

it("puts a day's doctors in the catalogue's order of surnames, and those who left it last", () => {
  const columns = [
    aColumn([], { doctor: { id: 9, name: 'Dr. Ya Retirado' } }),
    aColumn([], { doctor: { id: 2, name: 'Dr. Juan Pérez' } }),
    aColumn([], { doctor: { id: 1, name: 'Dra. Zulema Acosta' } }),
  ];
  const ordered = bySurname(aDay(columns), [{ id: 1 }, { id: 2 }]);
  expect(ordered.columns.map(({ doctor }) => doctor.id)).toEqual([1, 2, 9]);
  expect(ordered.columns[1]).toBe(columns[1]);
});
