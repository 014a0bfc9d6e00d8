import { createTRPCClient, httpSubscriptionLink, TRPCClientError } from '@trpc/client';
import { givenSchedule } from '@vitalmed/db/testing';
import { EventSource } from 'eventsource';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackofficeRouter } from './routers/backoffice.ts';
import { call, headersOf } from './testing/call.ts';
import { givenBooking } from './testing/given-booking.ts';
import { givenPatientPerson, givenPeople, type People, startSession } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;
let slotIds: number[];
const watching: { stop(): void }[] = [];

beforeAll(async () => {
  api = await startTestApi({ sessionCheckMs: 50 });
  people = await givenPeople(api);
  const { slots } = await givenSchedule(api.db, { doctorId: people.doctor.doctorId });
  slotIds = slots.map(({ id }) => id);
});
afterAll(() => api.stop());
afterEach(() => {
  for (const watch of watching.splice(0)) watch.stop();
  expect(api.faults).toEqual([]);
});

const book = async () => givenBooking(api, slotIds.shift(), await givenPatientPerson(api));

/** Watches the agenda with the stock link as the desk's page does, and writes down all that it hears. */
function watchAgenda(token: string | null = people.secretary.token, lastEventId?: string) {
  const heard: string[] = [];
  const ids: string[] = [];
  const requests: Headers[] = [];
  const streams: AbortController[] = [];
  const link = httpSubscriptionLink({
    url: `${api.addresses.backoffice}/trpc`,
    EventSource,
    eventSourceOptions: {
      fetch: (url: string | URL, init: RequestInit) => {
        const stream = new AbortController();
        streams.push(stream);
        const headers = new Headers({ ...init.headers, ...headersOf(api, 'backoffice', { token }) });
        requests.push(headers);
        const signal = init.signal ? AbortSignal.any([init.signal, stream.signal]) : stream.signal;
        return fetch(url, { ...init, headers, signal });
      },
    },
  });
  const client = createTRPCClient<BackofficeRouter>({ links: [link] });
  const subscription = client.agenda.changes.subscribe(lastEventId ? { lastEventId } : undefined, {
    onStarted: () => heard.push('started'),
    onData: ({ id, data }) => {
      ids.push(id);
      if (data.kind === 'changes')
        heard.push(...data.changes.map(({ appointmentId }) => String(appointmentId)));
      else heard.push(data.kind);
    },
    onError: (error) => {
      heard.push(error instanceof TRPCClientError ? `error ${error.data?.reason}` : String(error));
    },
    onStopped: () => heard.push('stopped'),
    onComplete: () => heard.push('complete'),
  });
  const watch = {
    heard,
    ids,
    requests,
    stop: () => subscription.unsubscribe(),
    breakConnection: () => streams.at(-1)?.abort(new Error('a tunnel')),
    hears: (what: string) => expect.poll(() => heard, { timeout: 10_000 }).toContain(what),
  };
  watching.push(watch);
  return watch;
}

describe('a subscription by httpSubscriptionLink', () => {
  it('starts, is ready, and hears of each change once', async () => {
    const watch = watchAgenda();
    await watch.hears('ready');
    const [first, second] = [await book(), await book()];
    await watch.hears(second);
    expect(watch.heard).toEqual(['started', 'ready', first, second]);
    expect(watch.requests).toHaveLength(1);
    expect(api.toApp.filter((url) => url.includes('changes'))).toEqual([]);
  });

  it('goes on by itself where its connection broke: nothing lost, nothing twice', async () => {
    const watch = watchAgenda();
    await watch.hears('ready');
    const before = await book();
    await watch.hears(before);
    watch.breakConnection();
    const meanwhile = await book();
    await watch.hears(meanwhile);
    const after = await book();
    await watch.hears(after);
    expect(watch.heard).toEqual(['started', 'ready', before, 'started', meanwhile, after]);
    expect(watch.requests.map((headers) => headers.get('last-event-id'))).toEqual([null, watch.ids[1]]);
  });

  it('begins where its caller says, in its input', async () => {
    const earlier = watchAgenda();
    await earlier.hears('ready');
    const seen = await book();
    await earlier.hears(seen);
    earlier.stop();
    const missed = await book();
    const watch = watchAgenda(people.secretary.token, earlier.ids.at(-1));
    await watch.hears(missed);
    expect(watch.heard).not.toContain(seen);
  });

  it('hears nothing any more once it is stopped', async () => {
    const stopped = watchAgenda();
    const other = watchAgenda();
    await Promise.all([stopped.hears('ready'), other.hears('ready')]);
    stopped.stop();
    const appointmentId = await book();
    await other.hears(appointmentId);
    expect(stopped.heard).not.toContain(appointmentId);
  });

  it('ends with the session, and says why', async () => {
    const token = await startSession(api, people.secretary, 'backoffice');
    const watch = watchAgenda(token);
    await watch.hears('ready');
    await call(api, 'backoffice', 'account.signOut', null, { token });
    await watch.hears('error session-required');
    expect(watch.requests).toHaveLength(1);
  });

  it.each([
    ['nobody', () => null, 'session-required'],
    ['a patient, who has no session here', () => people.patient.token, 'session-required'],
  ])('is refused to %s', async (_, token, reason) => {
    const watch = watchAgenda(token());
    await watch.hears(`error ${reason}`);
    expect(watch.heard).not.toContain('ready');
  });
});
