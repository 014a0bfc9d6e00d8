import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { oneAtATime, readAnew } from './read-anew.ts';

/** A reading that ends when told to, with how many have begun. */
function readings() {
  const asked: { answer(text: string): void; dropped: boolean }[] = [];
  const read = ({ signal }: { signal: AbortSignal }) =>
    new Promise<string>((resolve) => {
      const one = { answer: resolve, dropped: false };
      signal.addEventListener('abort', () => {
        one.dropped = true;
      });
      asked.push(one);
    });
  return { asked, read };
}

describe('what is on the screen and out of date', () => {
  const queryKey = ['day'];

  it('is read once more after the reading under way, which is drawn and never dropped', async () => {
    const client = new QueryClient();
    const { asked, read } = readings();
    const shown = new QueryObserver(client, { queryKey, queryFn: read, staleTime: Number.POSITIVE_INFINITY });
    const leave = shown.subscribe(() => undefined);
    const again = oneAtATime(() => readAnew(client, { queryKey }), 0);
    asked[0]?.answer('first');
    await vi.waitFor(() => expect(shown.getCurrentResult().data).toBe('first'));
    void client.refetchQueries({ queryKey });
    await vi.waitFor(() => expect(asked).toHaveLength(2));

    for (let change = 0; change < 20; change += 1) again();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.dropped).toBe(false);
    asked[1]?.answer('second');
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(shown.getCurrentResult().data).toBe('second');
    for (let change = 0; change < 20; change += 1) again();
    asked[2]?.answer('third');
    await vi.waitFor(() => expect(asked).toHaveLength(4));
    asked[3]?.answer('fourth');
    await vi.waitFor(() => expect(shown.getCurrentResult().data).toBe('fourth'));
    expect(asked.map(({ dropped }) => dropped)).toEqual([false, false, false, false]);
    leave();
  });

  it('is read at its next showing where it isn’t shown now', async () => {
    const client = new QueryClient();
    client.setQueryData(queryKey, 'old');
    await readAnew(client, { queryKey });
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });
});

describe('work that is asked for again and again', () => {
  it('runs one at a time, and once more for all that asked meanwhile', async () => {
    const ends: (() => void)[] = [];
    const work = oneAtATime(() => new Promise<void>((resolve) => void ends.push(resolve)), 0);
    for (let n = 0; n < 5; n += 1) work();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    work();
    work();
    await vi.waitFor(() => expect(ends).toHaveLength(2));
    ends[1]?.();
    work();
    await vi.waitFor(() => expect(ends).toHaveLength(3));
    ends[2]?.();
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    const work = oneAtATime(() => {
      runs += 1;
      return Promise.reject(new Error('offline'));
    }, 0);
    work();
    await vi.waitFor(() => expect(runs).toBe(1));
    work();
    await vi.waitFor(() => expect(runs).toBe(2));
  });
});
