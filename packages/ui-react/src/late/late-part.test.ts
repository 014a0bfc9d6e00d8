import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { latePart, lateParts } from './late-part.ts';
import { atNextChance } from './next-chance.ts';

it('a part is fetched once for all who ask meanwhile, and stays', async () => {
  const load = vi.fn(async () => 'the menu');
  const part = latePart(load);
  expect(part.now()).toBeUndefined();
  expect(await Promise.all([part.fetch(), part.fetch()])).toEqual(['the menu', 'the menu']);
  expect(load).toHaveBeenCalledTimes(1);
  expect(part.now()).toBe('the menu');
  expect(lateParts).toContain(part);
});

it('a failure isn’t kept: whoever asks next has the part fetched anew', async () => {
  const part = latePart(vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('the menu'));
  await expect(part.fetch()).rejects.toThrow('offline');
  expect(part.now()).toBeUndefined();
  expect(await part.fetch()).toBe('the menu');
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('the next chance is the network’s return or some time, whichever comes first, and comes once', () => {
  const act = vi.fn();
  atNextChance(act, 5_000);
  window.dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(10_000);
  window.dispatchEvent(new Event('online'));
  expect(act).toHaveBeenCalledTimes(1);
  atNextChance(act, 5_000);
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(2);
  atNextChance(act, 5_000)();
  vi.advanceTimersByTime(5_000);
  window.dispatchEvent(new Event('online'));
  expect(act).toHaveBeenCalledTimes(2);
});
