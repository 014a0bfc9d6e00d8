import { randomUUID } from 'node:crypto';
import { contentsOf, givenSchedule } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenPatientPerson, type PatientPerson } from './testing/people.ts';
import { send } from './testing/raw.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const contentTypes = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
];
const fetchSites = ['same-origin', 'same-site', 'cross-site', 'none', 'absent'];
const pageOrigins = ['own', 'foreign', 'absent'] as const;
type PageOrigin = (typeof pageOrigins)[number];

let api: TestApi;
let patient: PatientPerson;
let slotId: number;

beforeAll(async () => {
  api = await startTestApi();
  patient = await givenPatientPerson(api);
  const { slots } = await givenSchedule(api.db);
  slotId = slots[0]?.id ?? 0;
});
afterAll(() => api.stop());

const originHeader: Record<PageOrigin, () => Record<string, string>> = {
  own: () => ({ origin: api.origins.patient }),
  foreign: () => ({ origin: 'https://evil.example' }),
  absent: () => ({}),
};

/** The victim's browser sends the cookie along; the page chooses the rest. */
function book(contentType: string, site: string, from: PageOrigin) {
  return send(`${api.addresses.patient}/trpc/appointments.book`, {
    headers: {
      'content-type': contentType,
      cookie: `${api.sessions.cookieName('patient')}=${patient.token}`,
      ...(site === 'absent' ? {} : { 'sec-fetch-site': site }),
      ...originHeader[from](),
    },
    body: JSON.stringify({ slotId, idempotencyKey: randomUUID() }),
  });
}

function isOurPage(contentType: string, site: string, from: PageOrigin): boolean {
  if (contentType !== 'application/json') return false;
  return site === 'same-origin' ? from !== 'foreign' : site === 'absent' && from === 'own';
}

const attempts = contentTypes.flatMap((contentType) =>
  fetchSites.flatMap((site) => pageOrigins.map((from) => ({ contentType, site, from }))),
);
const foreign = attempts.filter(({ contentType, site, from }) => !isOurPage(contentType, site, from));

describe('a booking that a page sends with the patient’s cookie', () => {
  it.each(foreign)('changes nothing as $contentType from $site with Origin $from', async (attempt) => {
    const before = await contentsOf(api.db);
    const { status, reason, headers } = await book(attempt.contentType, attempt.site, attempt.from);
    expect([403, 415]).toContain(status);
    expect(reason).toBe(status === 403 ? 'forbidden' : 'bad-input');
    expect(headers['cache-control']).toBe('no-store');
    expect(await contentsOf(api.db)).toEqual(before);
  });

  it.each([
    { site: 'same-origin', from: 'own' },
    { site: 'same-origin', from: 'absent' },
    { site: 'absent', from: 'own' },
  ] as const)('is taken from our own page ($site, Origin $from)', async ({ site, from }) => {
    const { slots } = await givenSchedule(api.db, { from: '15:00', to: '15:20' });
    slotId = slots[0]?.id ?? 0;
    const booked = await book('application/json', site, from);
    expect(booked).toMatchObject({ status: 200, data: { appointment: { status: 'booked' } } });
    await api.db.sql`update appointment set status = 'cancelled', cancelled_at = now(),
      cancelled_by_kind = 'system', cancel_reason = 'administrative'`;
  });

  it('changes nothing by GET, whatever the page', async () => {
    const input = encodeURIComponent(JSON.stringify({ slotId, idempotencyKey: randomUUID() }));
    const before = await contentsOf(api.db);
    const { status, reason } = await send(`${api.addresses.patient}/trpc/appointments.book?input=${input}`, {
      method: 'GET',
      headers: { cookie: `${api.sessions.cookieName('patient')}=${patient.token}` },
    });
    expect({ status, reason }).toEqual({ status: 405, reason: 'bad-input' });
    expect(await contentsOf(api.db)).toEqual(before);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('changes nothing by %s', async (method) => {
    const { status, reason } = await send(`${api.addresses.patient}/trpc/appointments.book`, {
      method,
      headers: { 'content-type': 'application/json', origin: api.origins.patient },
      body: '{}',
    });
    expect({ status, reason }).toEqual({ status: 405, reason: 'bad-input' });
  });

  it('says to no other origin that it may read an answer', async () => {
    const { headers } = await send(`${api.addresses.patient}/trpc/catalog.get`, {
      method: 'GET',
      headers: { origin: 'https://evil.example' },
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });
});
