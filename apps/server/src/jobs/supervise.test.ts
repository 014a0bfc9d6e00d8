import { describe, expect, it, vi } from 'vitest';
import { type Running, supervise } from './supervise.ts';

/** Something that runs until the test breaks it or it is stopped. */
function runner() {
  let end = () => {};
  let fail = (_: Error) => {};
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const stop = vi.fn(async () => end());
  return { running: { promise, stop } satisfies Running, breakWith: fail, stop };
}

describe('a supervised runner', () => {
  it('is begun again after it broke, and the fault is told', async () => {
    const [first, second] = [runner(), runner()];
    const begin = vi.fn().mockResolvedValueOnce(first.running).mockResolvedValueOnce(second.running);
    const faults: unknown[] = [];
    const stop = await supervise({ begin, onFault: (fault) => faults.push(fault), againAfterMs: 1 });
    first.breakWith(new Error('connection lost'));
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2));
    expect(faults).toEqual([new Error('connection lost')]);
    await stop();
    expect(second.stop).toHaveBeenCalled();
  });

  it('is tried again when it cannot begin', async () => {
    const [first, later] = [runner(), runner()];
    const begin = vi
      .fn()
      .mockResolvedValueOnce(first.running)
      .mockRejectedValueOnce(new Error('still away'))
      .mockResolvedValue(later.running);
    const onFault = vi.fn();
    const stop = await supervise({ begin, onFault, againAfterMs: 1 });
    first.breakWith(new Error('connection lost'));
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(3));
    expect(onFault).toHaveBeenCalledTimes(2);
    await stop();
  });

  it('fails at the start when it cannot begin at all', async () => {
    const begin = () => Promise.reject(new Error('no database'));
    await expect(supervise({ begin, onFault: () => undefined, againAfterMs: 1 })).rejects.toThrow(
      'no database',
    );
  });

  it('is not begun again once it was told to stop', async () => {
    const only = runner();
    const begin = vi.fn().mockResolvedValue(only.running);
    const stop = await supervise({ begin, onFault: () => undefined, againAfterMs: 1 });
    await stop();
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it('ends a beginning that is under way when it is told to stop', async () => {
    const first = runner();
    const onFault = vi.fn();
    const begin = vi
      .fn<(signal: AbortSignal) => Promise<Running>>()
      .mockResolvedValueOnce(first.running)
      .mockImplementation(
        (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))),
      );
    const stop = await supervise({ begin, onFault, againAfterMs: 1 });
    first.breakWith(new Error('connection lost'));
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2));
    await stop();
    expect(onFault).toHaveBeenCalledTimes(1);
  });
});
