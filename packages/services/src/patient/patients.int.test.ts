import { randomUUID } from 'node:crypto';
import { givenPatient, givenUser } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, openClinic } from '../testing/clinic.ts';
import { createPatient as create, createPatientInput } from './create.ts';
import { getPatient } from './get.ts';
import { searchPatients } from './search.ts';
import { updatePatient } from './update.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const lucia = { firstName: 'Lucía', lastName: 'Peña', documentNumber: '28123456', phone: '+5491144556677' };

type NewFile = Omit<Parameters<typeof create>[1], 'idempotencyKey'>;
const createPatient = (ctx: Parameters<typeof create>[0], file: NewFile) =>
  create(ctx, { ...file, idempotencyKey: key() });

async function patientsFor(text: string) {
  const answer = await searchPatients(clinic.as(clinic.secretary), { text });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.patients;
}

describe('patients at the desk', () => {
  it('are made once for a document, which counts as seen when the desk says so', async () => {
    const { as, secretary } = clinic;
    const made = await createPatient(as(secretary), lucia);
    const id = made.ok ? made.patient.id : '';
    expect(made).toMatchObject({ ok: true, patient: { documentVerified: false, standing: 'desk' } });
    const shown = { ...lucia, lastName: 'Sosa', phone: '1', documentNumber: '31123457', documentSeen: true };
    expect(await createPatient(as(secretary), shown)).toMatchObject({
      ok: true,
      patient: { documentVerified: true, standing: 'verified', hasAccount: false },
    });
    const again = await createPatient(as(secretary), { ...lucia, firstName: 'Lucia' });
    expect(again).toMatchObject({ ok: false, reason: 'document-exists', details: { patientId: id } });
  });

  it('are made once for a request that is sent again, also at the same instant', async () => {
    const { as, db, secretary } = clinic;
    const wulff = { ...lucia, lastName: 'Wulff', documentNumber: '34555666', phone: '+5491130000001' };
    const request = { ...wulff, idempotencyKey: key() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(as(secretary), request)));
    answers.push(await create(as(secretary), request));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.patient.id : answer.reason)));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const rows = await db.sql`select 1 from patient where document_number = '34555666'`;
    expect(rows).toHaveLength(1);
    const other = await create(as(secretary), { ...request, documentNumber: '34555667' });
    expect(other).toMatchObject({ ok: false, reason: 'key-reused' });
    const admin = { kind: 'admin', userId: (await givenUser(db, { role: 'admin' })).id } as const;
    expect(await create(as(admin), request)).toMatchObject({ ok: false, reason: 'document-exists' });
  });

  it('are found by any mixture of name, document and phone, however it is typed', async () => {
    const found = async (text: string) =>
      (await patientsFor(text)).map(({ documentNumber }) => documentNumber);
    for (const text of ['pena', 'PEÑA luc', 'luc pen', '28.123.456', '2812', '4455', 'pena 2812']) {
      expect([text, await found(text)]).toEqual([text, ['28123456']]);
    }
    for (const text of ['', 'p', '28', '%%%', '___', 'pena 999'])
      expect([text, await found(text)]).toEqual([text, []]);
  });

  it('are listed as in a register: by the surname that begins with what is typed, then those who have it elsewhere', async () => {
    const { db } = clinic;
    const people = [
      ['Zulema', 'Quintana'],
      ['Ana', 'Quinteros'],
      ['Bruno', 'Quinteros Li'],
      ['Quintín', 'Abad'],
      ['Carla', 'Acuña Quintana'],
    ] as const;
    for (const [firstName, lastName] of people)
      await givenPatient(db, { firstName, lastName, phone: '+541' });
    const found = async (text: string) => (await patientsFor(text)).map(({ firstName }) => firstName);
    expect(await found('quint')).toEqual(['Zulema', 'Ana', 'Bruno', 'Quintín', 'Carla']);
    expect(await found('quinta')).toEqual(['Zulema', 'Carla']);
    // Two letters are looked for at the beginning only; as a second word, anywhere.
    expect(await found('qu')).toEqual(['Zulema', 'Ana', 'Bruno']);
    expect(await found('qui li')).toEqual(['Bruno']);
    expect(await found('li')).toEqual([]);
    expect(await found('quin zul')).toEqual(['Zulema']);
  });

  it('are found by three half words in any order, in the middle of words only where nobody’s words begin so', async () => {
    const { db } = clinic;
    const people = [
      ['María Inés', 'Oyarzábal Frías'],
      ['Mariano', 'Frías Oyola'],
      ['Inés', 'Zoyaran Frías'],
    ] as const;
    for (const [firstName, lastName] of people)
      await givenPatient(db, { firstName, lastName, phone: '+543' });
    const found = async (text: string) => (await patientsFor(text)).map(({ lastName }) => lastName);
    expect(await found('oya fri mar')).toEqual(['Oyarzábal Frías']);
    expect(await found('frias mar oyo')).toEqual(['Frías Oyola']);
    expect(await found('frí mar oy')).toEqual(['Frías Oyola', 'Oyarzábal Frías']);
    expect(await found('ine fri oyar')).toEqual(['Oyarzábal Frías']);
    // Four words, of which the first three are asked of the index and all of the name.
    expect(await found('mar ine oya fri')).toEqual(['Oyarzábal Frías']);
    expect(await found('mar ine oya xyz')).toEqual([]);
    expect(await found('zoy fri yaran')).toEqual(['Zoyaran Frías']);
  });

  it('are twenty at most, and those whose surname begins with it are among them', async () => {
    const { db } = clinic;
    for (let n = 10; n < 31; n++)
      await givenPatient(db, { firstName: 'Ximena', lastName: 'Abalos', phone: `+5492${n}` });
    await givenPatient(db, { firstName: 'Omar', lastName: 'Ximenez', phone: '+542' });
    const names = (await patientsFor('xime')).map(({ lastName }) => lastName);
    expect(names).toEqual(['Ximenez', ...Array.from({ length: 19 }, () => 'Abalos')]);
  });

  it('are found by a whole number, whether it is a document or a phone, and by its digits where it is neither', async () => {
    const { db } = clinic;
    await givenPatient(db, { documentNumber: '45678901', phone: '+5491140000001' });
    await givenPatient(db, { documentNumber: '11000001', phone: '+5491145678901' });
    await givenPatient(db, { documentNumber: '11000002', phone: '+5491156789012' });
    const found = async (text: string) =>
      (await patientsFor(text)).map(({ documentNumber }) => documentNumber);
    expect(await found('45.678.901')).toEqual(['45678901', '11000001']);
    expect(await found('11 4567-8901')).toEqual(['11000001']);
    // A whole document leaves out those who have its digits somewhere inside.
    await givenPatient(db, { documentNumber: '4567890', phone: '+5491140000002' });
    expect(await found('4.567.890')).toEqual(['4567890']);
    // Of a phone that isn't typed to its end yet.
    expect(await found('115678901')).toEqual(['11000002']);
    expect(await found('99988877')).toEqual([]);
  });

  it('are found by each thing that is kept, in every way that it is written', async () => {
    const { as, db, secretary } = clinic;
    const found = async (text: string) => (await patientsFor(text)).map(({ id }) => id);
    const input = {
      firstName: 'Fiona',
      lastName: "O'Connor",
      documentNumber: '41555777',
      phone: '011 15-6789-1234',
    };
    const parsed = createPatientInput.omit({ idempotencyKey: true }).parse(input);
    const made = await createPatient(as(secretary), parsed);
    const id = made.ok ? made.patient.id : '';
    for (const text of [
      ...['011 15-6789-1234', '15-6789-1234', '(011) 6789-1234', '+54 11 6789 1234', '+54 9 11 6789 1234'],
      ...['DNI 41555777', '041555777', 'N° 41.555.777', 'fiona dni 41.555'],
      ...['O´Connor', 'oconnor', "O'Connor, Fiona", 'F. O’Connor', 'o connor fiona'],
    ])
      expect([text, await found(text)]).toEqual([text, [id]]);
    const landline = await givenPatient(db, { phone: '+541144332211;ext=23' });
    const passport = await givenPatient(db, { documentNumber: 'AAB987654' });
    const local = await givenPatient(db, { phone: '47651234' });
    for (const text of ['11 4433-2211 int. 23', '4433-2211'])
      expect(await found(text)).toEqual([landline.id]);
    for (const text of ['aab-987.654', 'pasaporte aab987654', 'AAB98'])
      expect(await found(text)).toEqual([passport.id]);
    expect(await found('11 4765-1234')).toEqual([local.id]);
  });

  it('are found by how a name sounds, after those that are written so', async () => {
    const { db } = clinic;
    const given = (lastName: string, firstName: string) =>
      givenPatient(db, { lastName, firstName, phone: '+549' });
    await given('Ferreyra', 'Tomasa');
    await given('Ferreira', 'Úrsula');
    await given('Hernández', 'Bartolo');
    await given('Søndergård', 'Zoë');
    const names = async (text: string) => (await patientsFor(text)).map(({ lastName }) => lastName);
    expect(await names('ferreira')).toEqual(['Ferreira', 'Ferreyra']);
    expect(await names('fereira tomaza')).toEqual(['Ferreyra']);
    expect(await names('ernandes vartolo')).toEqual(['Hernández']);
    expect(await names('sondergard')).toEqual(['Søndergård']);
    expect(await names('ferreira 999')).toEqual([]);
  });

  it('may have no document yet, as newborns, and no telephone', async () => {
    const { as, secretary } = clinic;
    const newborn = {
      firstName: 'Bruna',
      lastName: 'Yacob',
      documentNumber: '',
      phone: '',
      birthDate: '2030-05-30',
    };
    const create = (input: object) =>
      createPatient(
        as(secretary),
        createPatientInput.omit({ idempotencyKey: true }).parse({ ...newborn, ...input }),
      );
    const made = await create({ documentSeen: true });
    expect(made).toMatchObject({
      ok: true,
      patient: { documentNumber: '', phone: '', documentVerified: false },
    });
    expect(await create({ firstName: 'Elena' })).toMatchObject({ ok: true });
    expect((await patientsFor('yacob')).map(({ firstName }) => firstName)).toEqual(['Bruna', 'Elena']);
    expect(await create({ birthDate: undefined })).toMatchObject({
      reason: 'bad-input',
      details: { fields: { documentNumber: 'required' } },
    });
    const id = made.ok ? made.patient.id : '';
    expect(await getPatient(as(secretary), { id })).toMatchObject({
      ok: true,
      patient: { sameDocument: [] },
    });
    const named = { id, revision: 0, documentNumber: '60123456', documentSeen: true };
    expect(await updatePatient(as(secretary), named)).toMatchObject({
      ok: true,
      patient: { documentVerified: true },
    });
    const emptied = { id, revision: 1, documentNumber: '', birthDate: null };
    expect(await updatePatient(as(secretary), emptied)).toMatchObject({ ok: false, reason: 'bad-input' });
  });

  it('can share a document that accounts claim on the portal', async () => {
    const { as, db, secretary, givenClaim } = clinic;
    await givenClaim({ documentNumber: '30111222' });
    const made = await createPatient(as(secretary), { ...lucia, documentNumber: '30111222' });
    expect(made).toMatchObject({ ok: true, patient: { standing: 'desk' } });
    await givenPatient(db, { documentNumber: '30111223', documentVerified: false });
    const again = await createPatient(as(secretary), { ...lucia, documentNumber: '30111223' });
    expect(again).toMatchObject({ ok: false, reason: 'document-exists' });
  });

  it('leave a trace when their file is opened or changed, which names the fields that changed and no others', async () => {
    const { as, db, secretary } = clinic;
    const { id, phone } = await givenPatient(db, {
      notes: 'Va en silla de ruedas',
      email: 'ana@example.test',
    });
    expect(await getPatient(as(secretary), { id })).toMatchObject({ ok: true, upcoming: [], past: [] });
    const change = { id, revision: 0, firstName: 'Lucía', phone, notes: 'Prefiere la mañana' };
    expect(await updatePatient(as(secretary), change)).toMatchObject({
      ok: true,
      patient: { firstName: 'Lucía', email: 'ana@example.test', revision: 1 },
    });
    const looks =
      await db.sql`select action, actor_kind, actor_id from look where patient_ids @> array[${id}::uuid]`;
    const by = { actor_kind: 'secretary', actor_id: 'userId' in secretary && secretary.userId };
    expect(looks).toMatchObject([
      { action: 'patient.read', ...by },
      { action: 'patient.write', ...by },
    ]);
    const events =
      await db.sql`select type, actor_kind, data from event where patient_id = ${id} order by id`;
    expect(events).toMatchObject([
      {
        type: 'patient.updated',
        actor_kind: 'secretary',
        data: { fields: ['firstName', 'notes'], revision: 1 },
      },
    ]);
    // The history says which fields, never what stood in them.
    expect(JSON.stringify(events)).not.toContain('Prefiere');
  });

  it('who are not there are not found, and nothing is recorded', async () => {
    const { as, db, secretary } = clinic;
    const id = randomUUID();
    expect(await getPatient(as(secretary), { id })).toMatchObject({ ok: false, reason: 'not-found' });
    expect(await db.sql`select from look where patient_ids @> array[${id}::uuid]`).toHaveLength(0);
  });
});
