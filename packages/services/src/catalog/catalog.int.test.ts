import {
  createTestDatabase,
  givenDoctor,
  givenRoom,
  givenSchedule,
  givenSite,
  givenSpecialty,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saturday } from '../testing/clinic.ts';
import { serviceContext } from '../testing/service-context.ts';
import { getCatalog } from './get.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('tells of whom and where is active: each with their own specialties, rooms and sites to come', async () => {
  const { db } = test;
  const [clinica, cardio] = [await givenSpecialty(db), await givenSpecialty(db)];
  const [centro, norte] = [await givenSite(db, { name: 'Centro' }), await givenSite(db, { name: 'Norte' })];
  await givenSite(db, { name: 'Cerrada', active: false });
  const room = await givenRoom(db, { siteId: centro.id });
  await givenRoom(db, { siteId: norte.id });
  const ana = await givenDoctor(db, { lastName: 'Álvarez', specialtyIds: [cardio.id, clinica.id] });
  const zoe = await givenDoctor(db, { lastName: 'Zeta', specialtyIds: [clinica.id] });
  await givenDoctor(db, { lastName: 'Ida', specialtyIds: [clinica.id], active: false });
  await givenSchedule(db, { doctorId: ana.id, siteId: centro.id });
  await givenSchedule(db, { doctorId: zoe.id, siteId: centro.id, localDate: '2030-05-30' });
  await givenSchedule(db, { doctorId: zoe.id, siteId: centro.id, status: 'suspended' });
  await givenSchedule(db, { doctorId: zoe.id, siteId: norte.id, localDate: '2030-05-31' });

  const catalog = await getCatalog(serviceContext(db, { now: saturday }));
  expect(catalog).toMatchObject({
    specialties: [
      { id: clinica.id, doctorCount: 2 },
      { id: cardio.id, doctorCount: 1 },
    ],
    sites: [
      { id: centro.id, rooms: [{ id: room.id, name: room.name }] },
      { id: norte.id, rooms: [{ id: expect.any(Number) }] },
    ],
    doctors: [
      { id: ana.id, specialtyIds: [cardio.id, clinica.id], siteIds: [centro.id] },
      { id: zoe.id, specialtyIds: [clinica.id], siteIds: [norte.id] },
    ],
  });
});
