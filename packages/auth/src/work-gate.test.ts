import { describe, expect, it } from 'vitest';
import { createWorkGate } from './work-gate.ts';

/** Work that ends when the test says so. */
function held() {
  let release = () => {};
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => ended, release };
}

describe('the work gate', () => {
  it('runs two at once, queues the next and refuses what does not fit', async () => {
    const gate = createWorkGate({ running: 2, waiting: 1 });
    const [first, second, third] = [held(), held(), held()];
    let started = 0;
    const enter = (piece: { work: () => Promise<void> }) =>
      gate(() => {
        started += 1;
        return piece.work();
      });

    const results = [enter(first), enter(second), enter(third)];
    await expect(gate(async () => 'too many')).resolves.toBeNull();
    expect(started).toBe(2);

    first.release();
    await results[0];
    await Promise.resolve();
    expect(started).toBe(3);
    second.release();
    third.release();
    await expect(Promise.all(results)).resolves.toHaveLength(3);
  });

  it('takes whoever is known before a queue of strangers, and has a place left for them', async () => {
    const gate = createWorkGate({ running: 1, waiting: 2 });
    const first = held();
    const order: string[] = [];
    const enter = (who: string, turn?: 'known') => gate(async () => order.push(who), turn);
    const running = gate(first.work);
    const queued = [enter('stranger'), enter('another stranger')];
    expect(await enter('a third')).toBeNull();
    queued.push(enter('owner', 'known'));
    first.release();
    await Promise.all([running, ...queued]);
    expect(order).toEqual(['owner', 'stranger', 'another stranger']);
  });

  it('gives the place on when work fails', async () => {
    const gate = createWorkGate({ running: 1, waiting: 1 });
    const failing = gate(() => Promise.reject(new Error('out of memory')));
    const next = gate(async () => 'fine');
    await expect(failing).rejects.toThrow('out of memory');
    await expect(next).resolves.toEqual({ done: 'fine' });
    await expect(gate(async () => 'still open')).resolves.toEqual({ done: 'still open' });
  });
});
