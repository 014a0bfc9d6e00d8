import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic } from '../testing/clinic.ts';
import { ChangeFeed } from './feed.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

it('keeps little for a watcher who takes nothing, and has them read everything anew', async () => {
  const { booked, db, givenPortalPatient, openSlots } = clinic;
  const feed = new ChangeFeed(db, { lookEveryMs: 1, mostWaiting: 3 });
  const slots = await openSlots(6);
  const gone = new AbortController();
  const idle = feed.watch(null, gone.signal);
  const busy = feed.watch(null, gone.signal);
  await Promise.all([idle.next(), busy.next()]);
  for (const slotId of slots) {
    const heard = busy.next();
    await booked(await givenPortalPatient(), slotId);
    expect((await heard).value).toMatchObject({ missed: false, changes: [{ type: 'appointment.booked' }] });
  }
  expect((await idle.next()).value).toMatchObject({ missed: true, changes: [] });
  gone.abort();
});
