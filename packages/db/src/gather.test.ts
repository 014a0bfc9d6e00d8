import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';

/** Groups that end when the test says so. */
function held(
  options: { atOnce?: number; most?: number; fails?: (group: string[]) => boolean; anyTogether?: true } = {},
) {
  const groups: { items: string[]; end(): void }[] = [];
  const ask = gather<string, string>({
    atOnce: options.atOnce ?? 1,
    most: options.most ?? 10,
    apart: options.anyTogether ? undefined : (item) => item[0],
    run: (items) =>
      new Promise((resolve, reject) =>
        groups.push({
          items,
          end: () =>
            options.fails?.(items)
              ? reject(new Error(items.join()))
              : resolve(items.map((item) => `${item}!`)),
        }),
      ),
  });
  const asked = () => groups.map(({ items }) => items);
  /** Ends the oldest group, and lets what follows from it happen. */
  const endOne = async () => {
    groups.shift()?.end();
    await new Promise(setImmediate);
  };
  return { ask, asked, endOne };
}

describe('gathering', () => {
  it('runs what comes alone at once', async () => {
    const { ask, asked, endOne } = held();
    const answer = ask('a');
    expect(asked()).toEqual([['a']]);
    await endOne();
    expect(await answer).toBe('a!');
  });

  it('runs together what came while all places were taken, and gives each its own answer', async () => {
    const { ask, asked, endOne } = held({ atOnce: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(ask));
    expect(asked()).toEqual([['a'], ['b']]);
    await endOne();
    expect(asked()).toEqual([['b'], ['c', 'd', 'e']]);
    await endOne();
    await endOne();
    expect(await answers).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('keeps a group small, and those apart that may not meet', async () => {
    const { ask, asked, endOne } = held({ most: 2 });
    const answers = Promise.all(['x', 'a1', 'a2', 'b', 'c'].map(ask));
    await endOne();
    expect(asked()).toEqual([['a1', 'b']]);
    await endOne();
    expect(asked()).toEqual([['a2', 'c']]);
    await endOne();
    expect(await answers).toEqual(['x!', 'a1!', 'a2!', 'b!', 'c!']);
  });

  it('lets one that fails fail alone', async () => {
    const { ask, asked, endOne } = held({ fails: (items) => items.includes('b') });
    const answers = Promise.allSettled(['x', 'a', 'b', 'c'].map(ask));
    await endOne();
    expect(asked()).toEqual([['a', 'b', 'c']]);
    await endOne();
    expect(asked()).toEqual([['a'], ['b'], ['c']]);
    for (let n = 0; n < 3; n += 1) await endOne();
    const settled = await answers;
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(settled[2]).toMatchObject({ reason: new Error('b') });
    const next = ask('d');
    await endOne();
    expect(await next).toBe('d!');
  });

  it('lets any run together where nothing keeps them apart', async () => {
    const { ask, asked, endOne } = held({ anyTogether: true });
    const answers = ['a', 'b', 'b'].map(ask);
    await endOne();
    expect(asked()).toEqual([['b', 'b']]);
    await endOne();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'b!']);
  });
});
