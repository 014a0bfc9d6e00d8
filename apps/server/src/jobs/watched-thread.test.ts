import { once } from 'node:events';
import { Worker as Thread } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { watchThread } from './watched-thread.ts';

const bounds = { beginMs: 20_000, silentMs: 20_000, stopMs: 20_000 };
const nobodyStops = new AbortController().signal;

/** A real thread that does this; it may call `tell` to show a sign of life. */
const threadOf = (script: string) =>
  new Thread(
    `const { parentPort } = require('node:worker_threads');
     const tell = () => parentPort.postMessage('alive');
     ${script}`,
    { eval: true },
  );

const breathing = 'tell(); setInterval(tell, 5);';

describe('a watched thread', () => {
  it('that never gets ready is ended, and so its beginning fails', async () => {
    const thread = threadOf('setInterval(() => {}, 1000)');
    const ended = once(thread, 'exit');
    await expect(watchThread(thread, { ...bounds, beginMs: 50 }, nobodyStops)).rejects.toThrow(
      'not within 50 ms',
    );
    await ended;
  });

  it('that ends before it is ready fails at once', async () => {
    await expect(watchThread(threadOf(''), bounds, nobodyStops)).rejects.toThrow('ended before it was ready');
    await expect(
      watchThread(threadOf('throw new Error("no database")'), bounds, nobodyStops),
    ).rejects.toThrow('no database');
  });

  it('is not waited for while it begins when everything is told to stop', async () => {
    const stopping = new AbortController();
    const beginning = watchThread(threadOf('setInterval(() => {}, 1000)'), bounds, stopping.signal);
    stopping.abort();
    await expect(beginning).rejects.toThrow('ended before it was ready');
  });

  it('that falls silent is ended, though it hangs in a loop', async () => {
    const thread = threadOf('tell(); setTimeout(() => { for (;;); }, 1)');
    const ended = once(thread, 'exit');
    const running = await watchThread(thread, { ...bounds, silentMs: 100 }, nobodyStops);
    await expect(running.promise).rejects.toThrow('no sign of life for 100 ms');
    await ended;
  });

  it('that shows signs of life runs on, until it breaks', async () => {
    const running = await watchThread(
      threadOf(`${breathing} setTimeout(() => { throw new Error('broke') }, 2500)`),
      { ...bounds, silentMs: 2_000 },
      nobodyStops,
    );
    await expect(running.promise).rejects.toThrow('broke');
  });

  it('that is told to stop ends what it does', async () => {
    const thread = threadOf(`${breathing} parentPort.once('message', () => process.exit(7))`);
    const ended = once(thread, 'exit');
    const running = await watchThread(thread, bounds, nobodyStops);
    await running.stop();
    expect(await ended).toEqual([7]);
    await running.promise;
  });

  it('that doesn’t stop when it is told to is ended', async () => {
    const thread = threadOf(breathing);
    const running = await watchThread(thread, { ...bounds, stopMs: 50 }, nobodyStops);
    await running.stop();
    await running.promise;
  });
});
