import { expect, test } from 'vitest';
import type { Catalog } from '../api/trpc.ts';
import { suggest } from './matches.ts';

const catalog: Catalog = {
  specialties: [
    {
      id: 1,
      name: 'Cardiología',
      slug: 'cardiologia',
      alsoCalled: ['cardiólogo', 'corazón'],
      doctorCount: 1,
    },
    { id: 2, name: 'Clínica médica', slug: 'clinica-medica', alsoCalled: [], doctorCount: 1 },
  ],
  sites: [],
  doctors: [
    { id: 1, name: 'Dr. Juan Pérez', slug: 'juan-perez', slotMinutes: 20, specialtyIds: [1], siteIds: [] },
    {
      id: 2,
      name: 'Dra. Carla Ibáñez',
      slug: 'carla-ibanez',
      slotMinutes: 20,
      specialtyIds: [1, 2],
      siteIds: [],
    },
  ],
};
const slugs = (typed: string) => suggest(catalog, typed).map(({ slug }) => slug);

test('specialties come before doctors', () => {
  expect(slugs('car')).toEqual(['cardiologia', 'carla-ibanez']);
});

test('accents, capitals and titles do not matter', () => {
  expect(slugs('PEREZ')).toEqual(['juan-perez']);
  expect(slugs('dr pé')).toEqual(['juan-perez']);
  expect(slugs('ibanez')).toEqual(['carla-ibanez']);
});

test('what people say and write instead finds them too', () => {
  for (const typed of ['corazon', 'CORAZÓN', 'cardiologo', 'cardiologia'])
    expect(slugs(typed)).toEqual(['cardiologia']);
  for (const typed of ['peres', 'perez, juan', 'dr. péres'])
    expect([typed, slugs(typed)]).toEqual([typed, ['juan-perez']]);
  expect(slugs('hibañes')).toEqual(['carla-ibanez']);
});

test('every word must begin some word of the name', () => {
  expect(slugs('juan ibáñez')).toEqual([]);
  expect(slugs('ología')).toEqual([]);
});

test('a doctor brings the specialties that tell them apart', () => {
  expect(suggest(catalog, 'ibáñez')[0]?.detail).toBe('Cardiología, Clínica médica');
});

test('nothing typed suggests nothing', () => {
  expect(slugs('  ')).toEqual([]);
});
