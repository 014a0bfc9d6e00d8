import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, headersOf } from './testing/call.ts';
import { givenBooking } from './testing/given-booking.ts';
import { givenPatientPerson } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  await api.stop();
  expect(api.faults).toEqual([]);
});

/** The calendar file as a browser with Spanish for its own language gets it. */
async function calendarFile(appointmentId: string, token: string) {
  const headers = { ...headersOf(api, 'patient', { token }), 'accept-language': 'es-AR,es;q=0.9' };
  const answer = await fetch(`${api.addresses.patient}/api/appointments/${appointmentId}/calendar.ics`, {
    headers,
  });
  return answer.text();
}

it('an account’s mails, files and sessions speak the language that its owner chose, whatever the browser', async () => {
  const [patient, other] = [await givenPatientPerson(api), await givenPatientPerson(api)];
  const { slots } = await givenSchedule(api.db);
  const chosen = await call(
    api,
    'patient',
    'account.chooseLanguage',
    { locale: 'en' },
    { token: patient.token },
  );
  expect(chosen.status).toBe(200);
  for (const [person, locale, at] of [
    [patient, 'en', 0],
    [other, 'es-AR', 1],
  ] as const) {
    const { token, email } = person;
    const appointmentId = await givenBooking(api, slots[at]?.id, person);
    expect((await call(api, 'patient', 'account.me', undefined, { token })).data).toMatchObject({
      user: { locale },
    });
    expect(await calendarFile(appointmentId, token)).toContain(`LANGUAGE:${locale}`);
    const mails = await api.db.sql`select locale from notification where recipient = ${email}`;
    expect(mails.map((mail) => mail.locale)).toEqual([locale]);
  }
});

it('only a language that there is may be chosen, by somebody who is signed in', async () => {
  const { token } = await givenPatientPerson(api);
  const choose = (locale: string, as?: string) =>
    call(api, 'patient', 'account.chooseLanguage', { locale }, { token: as });
  expect((await choose('fr', token)).reason).toBe('bad-input');
  expect((await choose('en')).reason).toBe('session-required');
});
