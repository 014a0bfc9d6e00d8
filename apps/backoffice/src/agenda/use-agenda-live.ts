import { useQueryClient } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { oneAtATime, readAnew, useRefusedStream } from '@vitalmed/ui-react';
import { useCallback, useMemo } from 'react';
import { trpc } from '../api/trpc.ts';

/** Changes come in bursts, and a busy morning brings some every second: one reading answers for all of them. */
const REST_MS = 1_000;

/** What to do when somebody changed appointments: the file that is open beside the agenda is read again. */
export function useAppointmentsHeardOf(): (ids: readonly string[]) => void {
  const utils = trpc.useUtils();
  return useCallback(
    (ids) => {
      for (const id of new Set(ids)) {
        void utils.appointments.get.invalidate({ id }, undefined, { cancelRefetch: false });
      }
    },
    [utils],
  );
}

interface TableView {
  from: string;
  to: string;
  doctorIds: number[] | undefined;
  specialtyId: number | undefined;
  siteId: number | undefined;
  /** The appointment whose file is open beside the table. */
  beside: string | undefined;
}

/** Keeps the table fresh while it is shown: it is read again when something of it changed. False while the line is down. */
export function useLiveTable(view: TableView, shown: boolean): boolean {
  const client = useQueryClient();
  const heardOf = useAppointmentsHeardOf();
  const reread = useMemo(
    () => oneAtATime(() => readAnew(client, { queryKey: getQueryKey(trpc.agenda.list) }), REST_MS),
    [client],
  );
  const stream = trpc.agenda.changes.useSubscription(view, {
    enabled: shown,
    // When it first stands, too: nobody tells what changed between the reading and that.
    onData: ({ data }) => {
      reread();
      if (data.kind === 'changes') heardOf(data.changes.flatMap(({ appointmentId }) => appointmentId ?? []));
    },
  });
  return useRefusedStream(stream, reread);
}

/** Keeps the free slots of a dialog fresh while it is open. */
export function useLiveFreeSlots(view: {
  doctorId?: number;
  specialtyId?: number;
  siteId?: number;
  from?: string;
}) {
  const client = useQueryClient();
  const reread = useMemo(
    () => oneAtATime(() => readAnew(client, { queryKey: getQueryKey(trpc.slots) }), REST_MS),
    [client],
  );
  useRefusedStream(trpc.slots.changes.useSubscription(view, { onData: reread }), reread);
}
