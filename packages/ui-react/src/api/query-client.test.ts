import { MutationObserver, onlineManager, QueryObserver } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStaffQueryClient } from './query-client.ts';

// The library looks once, as it is loaded, whether it runs in a browser: elsewhere it never asks again by itself.
vi.hoisted(() => vi.stubGlobal('window', globalThis));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const refusal = (reason: string) =>
  new TRPCClientError(reason, {
    result: { error: { code: -32603, message: reason, data: { reason, details: null } } },
  } as never);

it('a screen whose database was away comes back by itself, and one that was refused asks no more', async () => {
  const asked = vi.fn().mockRejectedValueOnce(refusal('unavailable')).mockResolvedValue('the agenda');
  const refused = vi.fn().mockRejectedValue(refusal('forbidden'));
  const client = createStaffQueryClient();
  const observers = [
    new QueryObserver(client, { queryKey: ['agenda'], queryFn: asked }),
    new QueryObserver(client, { queryKey: ['other'], queryFn: refused }),
  ];
  const ends = observers.map((observer) => observer.subscribe(() => undefined));
  await vi.advanceTimersByTimeAsync(100);
  expect(observers.map((observer) => observer.getCurrentResult().status)).toEqual(['error', 'error']);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(observers[0]?.getCurrentResult().data).toBe('the agenda');
  expect([asked.mock.calls.length, refused.mock.calls.length]).toEqual([2, 1]);
  for (const end of ends) end();
  client.clear();
});

it('without a network a screen says so at once, and is read again by itself; an act is not kept for later', async () => {
  onlineManager.setOnline(false);
  const noAnswer = TRPCClientError.from(new TypeError('Failed to fetch'));
  vi.stubGlobal('navigator', { onLine: false });
  const asked = vi.fn().mockRejectedValueOnce(noAnswer).mockResolvedValue('the agenda');
  const act = vi.fn().mockRejectedValue(noAnswer);
  const client = createStaffQueryClient();
  const screen = new QueryObserver(client, { queryKey: ['agenda'], queryFn: asked });
  const leave = screen.subscribe(() => undefined);
  const pressed = new MutationObserver(client, { mutationFn: act }).mutate(undefined);
  await expect(pressed).rejects.toBe(noAnswer);
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.getCurrentResult().status).toBe('error');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(screen.getCurrentResult().data).toBe('the agenda');
  expect(act).toHaveBeenCalledTimes(1);
  leave();
  client.clear();
  onlineManager.setOnline(true);
  vi.unstubAllGlobals();
});
