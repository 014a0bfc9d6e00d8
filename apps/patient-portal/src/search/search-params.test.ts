import { describe, expect, test } from 'vitest';
import type { Catalog } from '../api/trpc.ts';
import { coherent, filterOf, NOTHING, readSearch, searchPath, writeSearch } from './search-params.ts';

const catalog: Catalog = {
  specialties: [{ id: 1, name: 'Cardiología', slug: 'cardiologia', alsoCalled: [], doctorCount: 2 }],
  sites: [
    {
      id: 7,
      name: 'Sede Centro',
      address: 'Av. de Mayo 800',
      city: 'CABA',
      timeZone: 'UTC',
      mapUrl: null,
      phone: null,
      whatsapp: null,
      rooms: [],
    },
  ],
  doctors: [
    { id: 3, name: 'Dr. Juan Pérez', slug: 'juan-perez', slotMinutes: 20, specialtyIds: [1], siteIds: [7] },
  ],
};

describe('a search in the address bar', () => {
  test('is read as it was written', () => {
    const search = { ...NOTHING, specialty: 'cardiologia', site: 7, day: '2026-08-04', from: '2026-08-01' };
    const query = Object.fromEntries(new URL(searchPath(search), 'http://x').searchParams);
    expect(readSearch(query)).toEqual(search);
  });

  test('leaves out what was not asked', () => {
    expect(searchPath({})).toBe('/');
    expect(searchPath({ anyone: true })).toBe('/?primero=si');
    expect(Object.values(writeSearch(NOTHING)).every((value) => value === null)).toBe(true);
  });

  test.each([{ sede: 'x' }, { sede: '-1' }, { dia: '2026-02-30' }, { desde: "'; drop table" }])(
    'ignores nonsense: %o',
    (query) => {
      expect(readSearch(query)).toEqual(NOTHING);
    },
  );

  test('takes the first of a repeated key', () => {
    expect(readSearch({ especialidad: ['a', 'b'] }).specialty).toBe('a');
  });
});

describe('a search that contradicts itself', () => {
  const two: Catalog = {
    ...catalog,
    specialties: [
      ...catalog.specialties,
      { id: 2, name: 'Pediatría', slug: 'pediatria', alsoCalled: [], doctorCount: 1 },
    ],
  };
  const withPerez = (specialty: string | null) => ({ ...NOTHING, specialty, doctor: 'juan-perez', site: 7 });

  test('keeps the doctor and leaves a specialty that isn’t theirs', () => {
    expect(coherent(withPerez('pediatria'), two)).toEqual(withPerez(null));
    expect(coherent(withPerez('cardiologia'), two)).toEqual(withPerez('cardiologia'));
  });

  test('is left as it is where one of the names is unknown', () => {
    const unknown = { ...withPerez('pediatria'), doctor: 'se-fue' };
    expect(coherent(unknown, two)).toEqual(unknown);
  });
});

describe('the filter of a search', () => {
  test('is nothing while nothing is asked', () => {
    expect(filterOf(NOTHING, catalog)).toBeNull();
    expect(filterOf({ ...NOTHING, site: 7 }, catalog)).toBeNull();
  });

  test('turns the names of the address into ids', () => {
    const search = { ...NOTHING, specialty: 'cardiologia', doctor: 'juan-perez', site: 7 };
    expect(filterOf(search, catalog)).toEqual({ specialtyId: 1, doctorId: 3, siteId: 7 });
  });

  test('leaves out a doctor who is no longer in the catalogue', () => {
    expect(filterOf({ ...NOTHING, doctor: 'se-fue' }, catalog)).toBeNull();
    expect(filterOf({ ...NOTHING, doctor: 'se-fue', anyone: true }, catalog)?.doctorId).toBeUndefined();
  });
});
