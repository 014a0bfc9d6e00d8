import { givenPatient } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic } from '../testing/clinic.ts';
import { findLikelyDuplicates } from './likely-duplicates.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const typed = { firstName: 'Juana', lastName: 'Pérez', documentNumber: '', phone: '', birthDate: '' };

async function likely(input: Partial<typeof typed> & { id?: string }) {
  const answer = await findLikelyDuplicates(clinic.as(clinic.secretary), { ...typed, ...input });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.patients.map(({ id, likenesses }) => ({ id, likenesses }));
}

it('finds who may be the same person, says why, and records whom it showed', async () => {
  const { db, givenClaim } = clinic;
  const slip = await givenPatient(db, { firstName: 'Juana', lastName: 'Peres', documentNumber: '28123465' });
  const twin = await givenPatient(db, { firstName: 'Juana', lastName: 'Pérez', birthDate: '1980-08-04' });
  const family = await givenPatient(db, { firstName: 'Omar', lastName: 'Paz', phone: '+5491147778899' });
  await givenPatient(db, {
    firstName: 'Rita',
    lastName: 'Soto',
    documentNumber: '28123457',
    birthDate: '1980-08-04',
  });
  const { file: claim } = await givenClaim({ documentNumber: '28123456' });

  expect(
    await likely({ documentNumber: 'DNI 28.123.456', phone: '11 4777-8899', birthDate: '1980-08-04' }),
  ).toEqual([
    { id: claim.id, likenesses: ['same-document'] },
    { id: slip.id, likenesses: ['document-one-off'] },
    { id: twin.id, likenesses: ['same-birth-date'] },
    { id: family.id, likenesses: ['same-phone'] },
  ]);
  const [look] = await db.sql`select patient_ids as ids from look order by id desc limit 1`;
  expect([...(look?.ids ?? [])].sort()).toEqual([claim.id, slip.id, twin.id, family.id].sort());
});

it('finds nobody by what is half typed, nor a file by itself', async () => {
  const { id } = await givenPatient(clinic.db, { documentNumber: '33444555', phone: '+5491133334444' });
  const own = { documentNumber: '33444555', phone: '+5491133334444' };
  expect(await likely(own)).toEqual([{ id, likenesses: ['same-document', 'same-phone'] }]);
  expect(await likely({ ...own, id })).toEqual([]);
  expect(await likely({ documentNumber: '33444', phone: '3333', birthDate: '1980-0' })).toEqual([]);
});
