import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToastStore } from './toast-store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const saved = { tone: 'success', title: 'Guardado' } as const;

describe('notices', () => {
  it('leave by themselves when their time is over', () => {
    const store = createToastStore();
    store.add(saved, 5_000);
    vi.advanceTimersByTime(4_999);
    expect(store.current()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(store.current()).toHaveLength(0);
  });

  it('stay while somebody points at them, and get their whole time again', () => {
    const store = createToastStore();
    store.add(saved, 5_000);
    vi.advanceTimersByTime(4_000);
    store.pause();
    vi.advanceTimersByTime(60_000);
    expect(store.current()).toHaveLength(1);
    store.resume();
    vi.advanceTimersByTime(4_999);
    expect(store.current()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(store.current()).toHaveLength(0);
  });

  it('are two at most: the oldest makes room', () => {
    const store = createToastStore();
    for (const title of ['a', 'b', 'c', 'd']) store.add({ tone: 'success', title }, 5_000);
    expect(store.current().map((notice) => notice.title)).toEqual(['c', 'd']);
  });

  it('tell those who listen, until they stop listening', () => {
    const store = createToastStore();
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    const id = store.add(saved, 5_000);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    store.remove(id);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
