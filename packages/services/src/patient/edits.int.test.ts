import { givenPatient, givenUser } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClinic, saturday } from '../testing/clinic.ts';
import { updatePatient } from './update.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

async function stored(id: string) {
  const [row] = await clinic.db.sql`
    select phone, email, notes, document_verified as verified, revision from patient where id = ${id}`;
  return row;
}
async function waiting(): Promise<unknown> {
  const [row] = await clinic.db.sql`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%update patient%'`;
  return row?.n;
}
const messagesTo = (email: string) => clinic.db.sql`select kind from notification where recipient = ${email}`;

describe('two desks with one file', () => {
  it('keep what the other wrote: the later one hears who changed what and when, and may save again', async () => {
    const { as, db, secretary } = clinic;
    const marta = await givenUser(db, { firstName: 'Marta', lastName: 'Ibáñez' });
    const { id } = await givenPatient(db, { email: 'vieja@example.test', notes: 'Alérgica' });
    const other = as({ kind: 'secretary', userId: marta.id });
    await updatePatient(other, { id, revision: 0, email: 'nueva@example.test' });

    const late = { id, revision: 0, phone: '+5491150000001' };
    const refused = await updatePatient(as(secretary), late);
    expect(refused).toMatchObject({
      ok: false,
      reason: 'patient-changed',
      details: {
        patient: { email: 'nueva@example.test', revision: 1 },
        changes: [{ at: saturday, by: 'Marta Ibáñez', fields: ['email'] }],
      },
    });
    expect(await updatePatient(as(secretary), { ...late, revision: 1 })).toMatchObject({ ok: true });
    expect(await stored(id)).toMatchObject({
      phone: '+5491150000001',
      email: 'nueva@example.test',
      notes: 'Alérgica',
    });
  });

  it('lose nothing when both save at the same instant', async () => {
    const { as, db, secretary } = clinic;
    const { id } = await givenPatient(db, { email: 'vieja@example.test' });
    // Both have read the file before either writes: they wait for somebody who holds it.
    const both = await db.sql.begin(async (held) => {
      await held`select from patient where id = ${id} for update`;
      const saves = [
        updatePatient(as(secretary), { id, revision: 0, email: 'nueva@example.test' }),
        updatePatient(as(secretary), { id, revision: 0, phone: '+5491150000002' }),
      ];
      await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
      return { saves };
    });
    const answers = await Promise.all(both.saves);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'patient-changed' });
    expect(await stored(id)).toMatchObject({ revision: 1 });
  });
});

describe('a save', () => {
  it('changes what it names: empties with null, leaves the rest, and of nothing new makes no history', async () => {
    const { as, db, secretary } = clinic;
    const { id, phone } = await givenPatient(db, { email: 'ana@example.test', notes: 'Alérgica' });
    await updatePatient(as(secretary), { id, revision: 0, email: null });
    expect(await stored(id)).toMatchObject({ email: null, notes: 'Alérgica', revision: 1 });
    expect(await updatePatient(as(secretary), { id, revision: 1, phone })).toMatchObject({ ok: true });
    expect(await stored(id)).toMatchObject({ revision: 1 });
  });

  it('sees no document unless it says so, and forgets the one seen when the number is another', async () => {
    const { as, db, secretary } = clinic;
    const { id } = await givenPatient(db, { documentVerified: false });
    await updatePatient(as(secretary), { id, revision: 0, phone: '+5491150000003' });
    expect(await stored(id)).toMatchObject({ verified: false });
    await updatePatient(as(secretary), { id, revision: 1, documentSeen: true });
    expect(await stored(id)).toMatchObject({ verified: true, revision: 2 });
    await updatePatient(as(secretary), { id, revision: 2, documentNumber: '31999888' });
    expect(await stored(id)).toMatchObject({ verified: false });
  });

  it('that verifies the document of a file with an account says whose it is, and tells its owner once', async () => {
    const { as, db, secretary } = clinic;
    const user = await givenUser(db, { role: 'patient' });
    const account = { userId: user.id, accountProvenAt: saturday, accountProof: 'desk' as const };
    const { id } = await givenPatient(db, { ...account, documentVerified: false });
    await updatePatient(as(secretary), { id, revision: 0, phone: '+5491150000004' });
    const seen = { id, revision: 1, documentSeen: true };
    expect(await updatePatient(as(secretary), seen)).toMatchObject({ reason: 'account-unproven' });
    expect(await stored(id)).toMatchObject({ verified: false });
    await updatePatient(as(secretary), { ...seen, accountTheirs: true });
    await updatePatient(as(secretary), { ...seen, revision: 2 });
    expect(await messagesTo(user.email)).toEqual([{ kind: 'document-verified' }]);
  });

  it('with a document that the clinic keeps another file under leads to that file', async () => {
    const { as, db, secretary } = clinic;
    const known = await givenPatient(db);
    const { id } = await givenPatient(db);
    const twin = { id, revision: 0, documentNumber: known.documentNumber };
    expect(await updatePatient(as(secretary), twin)).toMatchObject({
      ok: false,
      reason: 'document-exists',
      details: { patientId: known.id },
    });
  });
});
