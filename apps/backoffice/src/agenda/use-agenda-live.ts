import { useRefusedStream } from '@vitalmed/ui-react';
import { useEffect, useRef } from 'react';
import { trpc } from '../api/trpc.ts';

/** Changes come in bursts (an opened agenda is dozens of slots): one refresh answers for all of them. */
const GATHER_MS = 150;

/** Keeps every agenda on the screen fresh. Returns false while the live connection is down. */
export function useAgendaLive(): boolean {
  const utils = trpc.useUtils();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  function refreshSoon() {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void utils.agenda.invalidate();
      void utils.appointments.get.invalidate();
      void utils.slots.invalidate();
    }, GATHER_MS);
  }

  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );

  const stream = trpc.agenda.changes.useSubscription({}, { onData: refreshSoon });
  useRefusedStream(stream, refreshSoon);
  return stream.status !== 'error' && (stream.status !== 'connecting' || !stream.error);
}
