import { describe, expect, it, vi } from 'vitest';
import { startRelayLoop } from './relay-loop.ts';

const never = 3_600_000;

describe('the relay loop', () => {
  it('works at once, and again when it is kicked', async () => {
    const work = vi.fn(async () => undefined);
    const loop = startRelayLoop({ work, everyMs: never, gatherMs: 0, onFault: () => undefined });
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1));
    loop.kick();
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
    await loop.stop();
  });

  it('works by itself when nobody kicks', async () => {
    const work = vi.fn(async () => undefined);
    const loop = startRelayLoop({ work, everyMs: 5, onFault: () => undefined });
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(3));
    await loop.stop();
  });

  it('runs one round at a time, and one more for all kicks that came meanwhile', async () => {
    let running = 0;
    let most = 0;
    const releases: (() => void)[] = [];
    const work = vi.fn(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => releases.push(resolve));
      running -= 1;
    });
    const loop = startRelayLoop({ work, everyMs: never, gatherMs: 0, onFault: () => undefined });
    for (let n = 0; n < 50; n += 1) loop.kick();
    releases.shift()?.();
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
    releases.shift()?.();
    loop.kick();
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(3));
    releases.shift()?.();
    await loop.stop();
    expect(most).toBe(1);
  });

  it('reports a round that fails and goes on', async () => {
    const faults: unknown[] = [];
    const work = vi
      .fn()
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockResolvedValue(undefined);
    const loop = startRelayLoop({ work, everyMs: 1, onFault: (fault) => faults.push(fault) });
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(2));
    await loop.stop();
    expect(faults).toEqual([new Error('the database is away')]);
  });

  it('ends with its round', async () => {
    let ended = false;
    let release = () => {};
    const loop = startRelayLoop({
      everyMs: never,
      onFault: () => undefined,
      async work() {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        ended = true;
      },
    });
    const stopping = loop.stop();
    expect(ended).toBe(false);
    release();
    await stopping;
    expect(ended).toBe(true);
  });
});
