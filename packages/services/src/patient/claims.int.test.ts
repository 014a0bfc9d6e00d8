import { givenPatient, givenSchedule, givenUser } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookForPatient } from '../appointment/book.ts';
import { cancelOwn } from '../appointment/cancel.ts';
import { getAppointment, getBiography } from '../appointment/get.ts';
import { listOwn } from '../appointment/list-own.ts';
import { reschedule, rescheduleOwn } from '../appointment/reschedule.ts';
import { doctorDay } from '../doctor-day/list.ts';
import { actorOf, mailedFileCode, signUp } from '../testing/accounts.ts';
import { key, openClinic, saturday } from '../testing/clinic.ts';
import { createPatient } from './create.ts';
import { getPatient } from './get.ts';
import { linkAccount } from './link-account.ts';
import { confirmFileCode, requestFileCode } from './prove-file.ts';
import { searchPatients } from './search.ts';
import { updatePatient } from './update.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

let last = 0;
const newDocument = () => String(20_000_000 + ++last);
const desk = () => clinic.as(clinic.secretary);
const anonymous = () => clinic.as({ kind: 'anonymous' });
const claimed = (documentNumber: string) =>
  signUp(anonymous(), { documentNumber, email: `cuenta${++last}@example.test` });
const account = async (userId: string) => clinic.as(await actorOf(desk(), userId));
const person = (documentNumber: string) => ({
  firstName: 'Ana',
  lastName: 'Prado',
  documentNumber,
  phone: '+5491150000009',
});

async function found(text: string) {
  const answer = await searchPatients(desk(), { text });
  return answer.ok ? answer.patients : [];
}
async function ownFile(
  documentNumber: string,
  more: { email?: string; documentSeen?: boolean } = {},
): Promise<string> {
  const made = await createPatient(desk(), { ...person(documentNumber), ...more, idempotencyKey: key() });
  if (!made.ok) throw new Error(made.reason);
  return made.patient.id;
}
const atDesk = (patientId: string, slotId: number) =>
  bookForPatient(desk(), { slotId, patientId, channel: 'desk', idempotencyKey: key() });
async function bookedAtDesk(patientId: string, slotId: number): Promise<string> {
  const booked = await atDesk(patientId, slotId);
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointment.id;
}
async function mine(userId: string) {
  const lists = await listOwn(await account(userId));
  if (!lists.ok) throw new Error(lists.reason);
  return { ids: lists.upcoming.map(({ id }) => id), accountProven: lists.accountProven };
}
const mailsTo = (userId: string) => clinic.db.sql`
  select n.kind from notification n join "user" u on u.email = n.recipient and u.id = ${userId}
  where n.kind in ('account-linked', 'document-verified') order by n.created_at`;
const fileOf = async (userId: string) => (await actorOf(desk(), userId)).patientId;

describe('a stranger who signed up with somebody’s document', () => {
  it('gains nothing when that person comes to the desk', async () => {
    const document = newDocument();
    const stranger = await claimed(document);
    const [slotId, other] = await clinic.openSlots(2);
    const claim = await fileOf(stranger);

    // The desk types the document; there is nobody else, so it sees the claimed file, and that it is one.
    expect(await found(document)).toMatchObject([{ id: claim, standing: 'claimed' }]);
    const asks = { ok: false, reason: 'account-unproven', details: { patientId: claim, account: 'c…@e…' } };
    expect(await atDesk(claim, slotId)).toMatchObject(asks);
    expect(await updatePatient(desk(), { id: claim, revision: 0, documentSeen: true })).toMatchObject(asks);
    expect(await updatePatient(desk(), { id: claim, revision: 0, phone: '+5491150000001' })).toMatchObject(
      asks,
    );

    // "No, that isn't my account": the person gets a file of their own, and the turno is on it.
    const own = await ownFile(document);
    const turno = await bookedAtDesk(own, slotId);
    expect((await found(document)).map(({ id }) => id)).toEqual([own, claim]);

    const ctx = await account(stranger);
    expect(await mine(stranger)).toEqual({ ids: [], accountProven: false });
    expect(await getAppointment(ctx, { id: turno })).toMatchObject({ reason: 'not-found' });
    const theirs = { id: turno, revision: 0 };
    expect(await cancelOwn(ctx, { ...theirs, reason: 'other' })).toMatchObject({ reason: 'not-found' });
    const moving = { ...theirs, slotId: other, idempotencyKey: key() };
    expect(await rescheduleOwn(ctx, moving)).toMatchObject({ reason: 'not-found' });
    expect(await getBiography(desk(), { id: turno })).toMatchObject({ appointment: { status: 'booked' } });
    expect(await mailsTo(stranger)).toEqual([]);
  });

  it('keeps what the account booked itself, which the desk moves for nobody', async () => {
    const stranger = await claimed(newDocument());
    const [slotId, other] = await clinic.openSlots(2);
    const actor = await actorOf(desk(), stranger);
    const { id, revision } = await clinic.booked(actor, slotId);
    const move = { id, revision, slotId: other, idempotencyKey: key() };
    expect(await reschedule(desk(), move)).toMatchObject({ ok: false, reason: 'account-unproven' });
    expect(await rescheduleOwn(clinic.as(actor), move)).toMatchObject({ ok: true });
  });

  it('is marked in the turno’s panel too, with a masked address', async () => {
    const actor = await actorOf(desk(), await claimed(newDocument()));
    const [slotId] = await clinic.openSlots(1);
    const { id } = await clinic.booked(actor, slotId);
    expect(await getBiography(desk(), { id })).toMatchObject({
      appointment: { patient: { standing: 'claimed', email: 'c…@e…' } },
    });
  });

  it('is marked in the doctor’s day too', async () => {
    const actor = await actorOf(desk(), await claimed(newDocument()));
    const [slotId, other] = await clinic.openSlots(2);
    const { id } = await clinic.booked(actor, slotId);
    const { id: own } = await clinic.bookedAtDesk(other);
    const [seen] = await clinic.db.sql<[{ doctorId: number; date: string }]>`
      select doctor_id as "doctorId", local_date as date from appointment where id = ${id}`;
    const { id: userId } = await givenUser(clinic.db, { role: 'doctor' });
    const doctor = clinic.as({ kind: 'doctor', userId, doctorId: seen.doctorId });
    expect(await doctorDay(doctor, { date: seen.date })).toMatchObject({
      appointments: [
        { id, patient: { claimed: true } },
        { id: own, patient: { claimed: false } },
      ],
    });
  });
});

describe('a claimed file in a search', () => {
  it('stands behind every other, whatever was typed, and takes nobody’s place', async () => {
    const { db, givenClaim } = clinic;
    for (let n = 0; n < 21; n++) await givenClaim({ documentNumber: '24555666', lastName: 'Aabad Zelaya' });
    const proven = await givenPatient(db, { documentNumber: '24555666', lastName: 'Zelaya Zz' });
    for (const text of ['24555666', '24.555', 'zelaya', 'ze', 'zelaya car']) {
      const listed = await found(text);
      expect([text, listed[0]?.id, listed.length]).toEqual([text, proven.id, text === 'ze' ? 1 : 20]);
    }
    const listed = await found('aa');
    expect(listed.map(({ standing }) => standing)).toEqual(Array.from({ length: 20 }, () => 'claimed'));
  });

  it('shows its document’s other files when it is opened, the clinic’s own first', async () => {
    const document = newDocument();
    const [one, two] = [await claimed(document), await claimed(document)];
    const own = await ownFile(document);
    expect(await getPatient(desk(), { id: await fileOf(one) })).toMatchObject({
      patient: {
        standing: 'claimed',
        account: 'c…@e…',
        email: 'c…@e…',
        sameDocument: [
          { id: own, name: 'Ana Prado', standing: 'desk', account: null },
          { id: await fileOf(two), standing: 'claimed', account: 'c…@e…' },
        ],
      },
    });
  });
});

describe('the desk’s link', () => {
  it('proves the account of whoever stands there, and tells its owner; the document is another matter', async () => {
    const document = newDocument();
    const userId = await claimed(document);
    const patientId = await fileOf(userId);
    const linked = await linkAccount(desk(), { patientId, documentSeen: false });
    expect(linked).toMatchObject({ ok: true, patient: { id: patientId, standing: 'desk' } });
    const [slotId] = await clinic.openSlots(1);
    const turno = await bookedAtDesk(patientId, slotId);
    expect(await mine(userId)).toEqual({ ids: [turno], accountProven: true });
    expect(await mailsTo(userId)).toEqual([{ kind: 'account-linked' }]);
    const [event] = await clinic.db.sql`
      select actor_kind, actor_id, data from event where patient_id = ${patientId} and type = 'patient.account-linked'`;
    expect(event).toMatchObject({ actor_kind: 'secretary', data: { proof: 'desk', documentSeen: false } });
    expect(await linkAccount(desk(), { patientId, documentSeen: true })).toMatchObject({
      reason: 'patient-changed',
    });
  });

  it('joins the claimed file with the clinic’s own, and the session speaks for it at once', async () => {
    const document = newDocument();
    const userId = await claimed(document);
    const claim = await actorOf(desk(), userId);
    const [first, second] = await clinic.openSlots(2);
    const byAccount = await clinic.booked(claim, first);
    const own = await ownFile(document);
    const byDesk = await bookedAtDesk(own, second);

    const link = { patientId: claim.patientId, documentSeen: true };
    expect(await linkAccount(desk(), link)).toMatchObject({ patient: { id: own, standing: 'verified' } });
    expect(await mine(userId)).toEqual({ ids: [byAccount.id, byDesk], accountProven: true });
    expect((await found(document)).map(({ id }) => id)).toEqual([own]);
    // A page that was left open on the old file shows the one that took it over.
    expect(await getPatient(desk(), { id: claim.patientId })).toMatchObject({ patient: { id: own } });
    // A request under way with the old session's file books nothing on it.
    const [late] = await clinic.openSlots(1);
    expect(await atDesk(claim.patientId, late)).toMatchObject({ reason: 'patient-changed' });
  });

  it('changes nothing where both files hold a turno at one time', async () => {
    const document = newDocument();
    const userId = await claimed(document);
    const claim = await actorOf(desk(), userId);
    const [one, two] = await Promise.all([givenSchedule(clinic.db), givenSchedule(clinic.db)]);
    const { id } = await clinic.booked(claim, one.slots[0]?.id ?? 0);
    const own = await ownFile(document);
    await bookedAtDesk(own, two.slots[0]?.id ?? 0);
    const link = { patientId: claim.patientId, documentSeen: true };
    expect(await linkAccount(desk(), link)).toMatchObject({ ok: false, reason: 'files-clash' });
    expect(await mine(userId)).toEqual({ ids: [id], accountProven: false });
    expect(await mailsTo(userId)).toEqual([]);
  });

  it('gives a file with an account no second one', async () => {
    const document = newDocument();
    const [first, second] = [await claimed(document), await claimed(document)];
    await linkAccount(desk(), { patientId: await fileOf(first), documentSeen: true });
    expect(await linkAccount(desk(), { patientId: await fileOf(second), documentSeen: true })).toMatchObject({
      reason: 'document-exists',
      details: { patientId: await fileOf(first) },
    });
  });

  it('is the desk’s alone', async () => {
    const userId = await claimed(newDocument());
    const link = { patientId: await fileOf(userId), documentSeen: true };
    expect(await linkAccount(await account(userId), link)).toMatchObject({ reason: 'forbidden' });
  });
});

describe('a code to the address on the clinic’s file', () => {
  const ask = async (userId: string) => requestFileCode(await account(userId));
  const answer = async (userId: string, code: string) => confirmFileCode(await account(userId), { code });

  it('brings the clinic’s turnos to the account, with those that it had booked', async () => {
    const document = newDocument();
    const mailbox = `ana${document}@example.test`;
    const own = await ownFile(document, { email: mailbox, documentSeen: true });
    const userId = await claimed(document);
    const [first, second] = await clinic.openSlots(2);
    const byDesk = await bookedAtDesk(own, first);
    const byAccount = await clinic.booked(await actorOf(desk(), userId), second);
    expect(await ask(userId)).toEqual({ ok: true });
    expect((await mine(userId)).ids).toEqual([byAccount.id]);
    const code = (await mailedFileCode(desk(), mailbox)) ?? '';
    expect(await answer(userId, code)).toEqual({ ok: true });
    expect(await mine(userId)).toEqual({ ids: [byDesk, byAccount.id], accountProven: true });
    expect(await mailsTo(userId)).toEqual([{ kind: 'account-linked' }]);
    // Once.
    expect(await answer(userId, code)).toMatchObject({ reason: 'code-wrong' });
  });

  it('is asked for in the same way where there is no such file, or none with an address', async () => {
    const [none, without] = [newDocument(), newDocument()];
    await ownFile(without);
    for (const document of [none, without]) {
      const userId = await claimed(document);
      expect(await ask(userId)).toEqual({ ok: true });
      const [token] = await clinic.db.sql`select id, patient_id from account_token where user_id = ${userId}`;
      expect(token).toMatchObject({ patient_id: null });
      const right = desk().auth.tokens.fileCode(token?.id);
      expect(await answer(userId, right)).toMatchObject({ ok: false, reason: 'code-wrong' });
    }
  });

  it('goes to no address of a file whose document nobody saw: whoever telephoned may have given another’s', async () => {
    const document = newDocument();
    const mailbox = `ana${document}@example.test`;
    const own = await ownFile(document, { email: mailbox });
    const userId = await claimed(document);
    expect(await ask(userId)).toEqual({ ok: true });
    expect(await mailedFileCode(desk(), mailbox)).toBeNull();
    // Nor does signing up from that address take the file.
    expect(await fileOf(await signUp(anonymous(), { documentNumber: document, email: mailbox }))).not.toBe(
      own,
    );
  });

  it('holds for five tries, for the account that asked, and while the file keeps the address', async () => {
    const document = newDocument();
    const mailbox = `ana${document}@example.test`;
    const own = await ownFile(document, { email: mailbox, documentSeen: true });
    const [guesser, other, third] = [
      await claimed(document),
      await claimed(document),
      await claimed(document),
    ];
    await ask(guesser);
    const code = (await mailedFileCode(desk(), mailbox)) ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await answer(other, code)).toMatchObject({ reason: 'code-wrong' });
    for (let n = 0; n < 5; n++) expect(await answer(guesser, wrong)).toMatchObject({ reason: 'code-wrong' });
    expect(await answer(guesser, code)).toMatchObject({ reason: 'code-spent' });

    await ask(third);
    const late = (await mailedFileCode(desk(), mailbox)) ?? '';
    await updatePatient(desk(), { id: own, revision: 0, email: 'otra@example.test' });
    expect(await answer(third, late)).toMatchObject({ reason: 'code-wrong' });
    const expired = clinic.as(await actorOf(desk(), other), new Date(saturday.getTime() + 31 * 60_000));
    await ask(other);
    const old = (await mailedFileCode(desk(), 'otra@example.test')) ?? '';
    expect(await confirmFileCode(expired, { code: old })).toMatchObject({ reason: 'code-wrong' });
  });

  it('is won by one of two accounts that both read it, and the other keeps its own', async () => {
    const document = newDocument();
    const mailbox = `ana${document}@example.test`;
    await ownFile(document, { email: mailbox, documentSeen: true });
    const rivals = [await claimed(document), await claimed(document)];
    const codes: string[] = [];
    for (const userId of rivals) {
      await ask(userId);
      codes.push((await mailedFileCode(desk(), mailbox)) ?? '');
    }
    const answers = await Promise.all(rivals.map((userId, n) => answer(userId, codes[n] ?? '')));
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const proven = await Promise.all(rivals.map(async (userId) => (await mine(userId)).accountProven));
    expect(proven.sort()).toEqual([false, true]);
  });

  it('loses no turno that the account books at the same instant', async () => {
    for (let round = 0; round < 15; round++) {
      const document = newDocument();
      const mailbox = `ana${document}@example.test`;
      await ownFile(document, { email: mailbox, documentSeen: true });
      const userId = await claimed(document);
      const claim = await actorOf(desk(), userId);
      const [slotId] = await clinic.openSlots(1);
      await ask(userId);
      const code = (await mailedFileCode(desk(), mailbox)) ?? '';
      const [taken, booked] = await Promise.allSettled([answer(userId, code), clinic.booked(claim, slotId)]);
      expect(taken).toMatchObject({ value: { ok: true } });
      const { ids } = await mine(userId);
      // Booked before or refused after: never left behind on the emptied file.
      expect(ids).toEqual(booked.status === 'fulfilled' ? [booked.value.id] : []);
    }
  });
});
