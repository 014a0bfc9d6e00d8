import { normalisePhone } from '@vitalmed/core';
import { givenPatient, givenSchedule, testDate } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookForPatient } from '../appointment/book.ts';
import { cancel } from '../appointment/cancel.ts';
import { key, openClinic } from '../testing/clinic.ts';
import { agendaDay } from './day.ts';
import { agendaList } from './list.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

/** A morning of nine slots: the first given to Ana Ñandú, the second given up, the third blocked. */
async function morning() {
  const { as, db, bookedAtDesk, secretary } = clinic;
  const { schedule, slots } = await givenSchedule(db);
  const [first, second, third] = slots.map(({ id }) => id);
  const { id: patientId } = await givenPatient(db, { firstName: 'Ana', lastName: 'Ñandú' });
  const request = { slotId: first ?? 0, patientId, channel: 'phone' as const, idempotencyKey: key() };
  await bookForPatient(as(secretary), request);
  const { id, revision } = await bookedAtDesk(second ?? 0);
  await cancel(as(secretary), { id, revision, reason: 'patient-request', notify: false });
  await db.sql`update slot set status = 'withdrawn' where id = ${third ?? 0}`;
  return { doctorIds: [schedule.doctorId], slots };
}

const looks = ({ sql }: typeof clinic.db) => sql<{ ids: string[] }[]>`
  select patient_ids as ids from look order by id`;

describe('the agenda of a day', () => {
  it('shows each slot with who has it and who gave it up', async () => {
    const { as, secretary } = clinic;
    const { doctorIds } = await morning();
    const day = await agendaDay(as(secretary), { date: testDate, doctorIds });
    const [column] = day.ok ? day.columns : [];
    expect(column?.slots).toHaveLength(9);
    expect(column?.slots.slice(0, 4)).toMatchObject([
      { status: 'busy', appointment: { status: 'booked', patient: { name: 'Ñandú, Ana' } }, cancelled: [] },
      { status: 'free', appointment: null, cancelled: [{ cancellation: { reason: 'patient-request' } }] },
      { status: 'withdrawn', appointment: null },
      { status: 'free', appointment: null, cancelled: [] },
    ]);
  });

  it('says where to call each patient and in which room they are seen, for the list on paper', async () => {
    const { as, db, secretary } = clinic;
    const { doctorIds } = await morning();
    const [{ id: roomId }] = await db.sql<[{ id: number }]>`
      insert into room (site_id, name) select site_id, 'Consultorio 3' from schedule
      where doctor_id = ${doctorIds[0] ?? 0} limit 1 returning id`;
    await db.sql`update appointment set room_id = ${roomId} where doctor_id = any(${doctorIds}::int[])`;
    await db.sql`update patient set phone = '+541145678901' where last_name = 'Ñandú'`;
    const person = { patient: { name: 'Ñandú, Ana', phone: '+541145678901' }, room: 'Consultorio 3' };
    const day = await agendaDay(as(secretary), { date: testDate, doctorIds });
    expect(day.ok && day.columns[0]?.slots[0]?.appointment).toMatchObject(person);
    const range = { from: testDate, to: testDate, limit: 9, states: ['booked' as const] };
    const list = await agendaList(as(secretary), { ...range, doctorIds });
    expect(list.ok && list.rows[0]?.appointment).toMatchObject(person);
  });

  it('still names a doctor who has left', async () => {
    const { as, db, secretary } = clinic;
    const { doctorIds } = await morning();
    await db.sql`update doctor set active = false, last_name = 'Ibarra' where id = any(${doctorIds}::int[])`;
    const day = await agendaDay(as(secretary), { date: testDate, doctorIds });
    expect(day.ok && day.columns[0]?.doctor.name).toContain('Ibarra');
    const range = { from: testDate, to: testDate, limit: 1, states: ['free' as const] };
    const list = await agendaList(as(secretary), { ...range, doctorIds });
    expect(list.ok && list.rows[0]?.doctor.name).toContain('Ibarra');
  });

  it('is on record: one row for everybody whom it showed, those who gave it up too', async () => {
    const { as, db, secretary } = clinic;
    const { doctorIds } = await morning();
    const before = await looks(db);
    const day = await agendaDay(as(secretary), { date: testDate, doctorIds });
    const cells = day.ok ? day.columns.flatMap(({ slots }) => slots) : [];
    const shown = cells.flatMap(({ appointment, cancelled }) => [
      ...(appointment ? [appointment] : []),
      ...cancelled,
    ]);
    expect(shown).toHaveLength(2);
    const [look, ...others] = (await looks(db)).slice(before.length);
    expect(look?.ids.sort()).toEqual(shown.map(({ patient }) => patient.id).sort());
    expect(others).toEqual([]);
  });

  it('is nobody else’s to read', async () => {
    const { as, givenPortalPatient } = clinic;
    const patient = await givenPortalPatient();
    expect(await agendaDay(as(patient), { date: testDate })).toMatchObject({ reason: 'forbidden' });
  });
});

describe('the agenda as a table', () => {
  const range = { from: testDate, to: testDate, limit: 100 };

  it('has the same rows page by page as at once, each once', async () => {
    const { as, secretary } = clinic;
    const { doctorIds } = await morning();
    const states = ['free', 'withdrawn', 'booked', 'cancelled'] as const;
    const whole = await agendaList(as(secretary), { ...range, doctorIds, states: [...states] });
    const pages: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await agendaList(as(secretary), {
        ...range,
        doctorIds,
        states: [...states],
        limit: 3,
        cursor,
      });
      if (!page.ok) throw new Error(page.reason);
      pages.push(...page.rows);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toHaveLength(10);
    expect(pages).toEqual(whole.ok && whole.rows);
  });

  it('finds a patient by name, document or telephone, however each is written', async () => {
    const { as, db, secretary } = clinic;
    const { doctorIds } = await morning();
    const find = (text: string) =>
      agendaList(as(secretary), { ...range, doctorIds, text, states: ['free', 'booked'] });
    const byName = await find('nandu');
    expect(byName).toMatchObject({
      rows: [{ state: 'booked', appointment: { patient: { name: 'Ñandú, Ana' } } }],
    });
    const document = byName.ok ? (byName.rows[0]?.appointment?.patient.documentNumber ?? '') : '';
    const phone = '11 5566-7788';
    await db.sql`update patient set phone = ${normalisePhone(phone)} where document_number = ${document}`;
    for (const text of [
      ...[document.slice(0, 6), `DNI ${document}`, phone, '15 5566 7788', '5566-7788'],
      ...['Ana Ñandú', 'Ñandú, Ana', 'ana nandú', 'ñandu h. ana', `nandu ${document}`],
    ])
      expect([text, await find(text)]).toMatchObject([text, { rows: [{ state: 'booked' }] }]);
    for (const text of ['%', 'p', 'ana nadie', '11 5566-7789'])
      expect([text, await find(text)]).toMatchObject([text, { rows: [] }]);
  });

  it('records whom a page shows, not who comes on the next', async () => {
    const { as, db, secretary } = clinic;
    const { doctorIds } = await morning();
    const before = await looks(db);
    const page = { ...range, doctorIds, states: ['booked' as const, 'cancelled' as const], limit: 1 };
    const list = await agendaList(as(secretary), page);
    const [row, ...rows] = list.ok ? list.rows : [];
    expect([rows, list.ok && list.nextCursor !== null]).toEqual([[], true]);
    expect((await looks(db)).slice(before.length)).toEqual([{ ids: [row?.appointment?.patient.id] }]);
  });

  it('refuses a cursor that it did not give', async () => {
    const { as, secretary } = clinic;
    const forged = { ...range, states: ['free' as const], cursor: '2030-06-03~x' };
    expect(await agendaList(as(secretary), forged)).toMatchObject({ ok: false, reason: 'bad-input' });
  });
});
