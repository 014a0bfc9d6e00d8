import { TRPC_URL } from './trpc.ts';

const SHORTEST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Listens to a tRPC subscription with the browser's own EventSource (the client's subscription link would add a
 * tenth to the first load) and calls `onChange` for each change, and once whenever some may have been missed: also when
 * the stream first stands, since nobody tells what changed between the screen's search and that.
 * Where no stream is to be had (too many behind one address), each try to get one asks for the screen's data instead.
 * Rests while the tab is hidden: browsers allow six connections a site. Returns what ends it.
 */
export function openLiveFeed(
  path: 'slots.changes' | 'appointments.changes',
  input: object,
  onChange: () => void,
) {
  const url = `${TRPC_URL}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  let source: EventSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let pause = SHORTEST_PAUSE_MS;
  let missed = true;

  const open = () => {
    close();
    source = new EventSource(url);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      pause = SHORTEST_PAUSE_MS;
      if (missed || !saysNothingNew(data)) onChange();
      missed = false;
    };
    source.onerror = () => {
      // The browser mends cut connections by itself and tells where it was; a refused one stays closed.
      if (source?.readyState === EventSource.CLOSED) refused();
    };
  };
  const refused = () => {
    missed = true;
    onChange();
    reopening = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const close = () => {
    clearTimeout(reopening);
    source?.close();
  };
  const followTab = () => {
    if (document.visibilityState === 'visible') return open();
    missed = true;
    close();
  };

  document.addEventListener('visibilitychange', followTab);
  if (document.visibilityState === 'visible') open();
  return () => {
    document.removeEventListener('visibilitychange', followTab);
    close();
  };
}

/** The first message of a stream only says that it stands. */
function saysNothingNew(data: string): boolean {
  const message: unknown = JSON.parse(data);
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready';
}
