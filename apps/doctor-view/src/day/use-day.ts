import { useQueryClient } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { DoctorRouter } from '@vitalmed/api';
import type { LocalDate } from '@vitalmed/core';
import { oneAtATime, readAnew, useRefusedStream } from '@vitalmed/ui-react';
import { useMemo } from 'react';
import { trpc } from '../api/trpc.ts';

export type Day = inferRouterOutputs<DoctorRouter>['day']['list'];
export type DayAppointment = Day['appointments'][number];

/** A change shows soon, yet several at once cost one reading. */
const REST_MS = 500;

/** A day of the signed-in doctor, kept as it is on the server; `live` is false while the connection is lost. */
export function useDay(date: LocalDate) {
  const client = useQueryClient();
  const day = trpc.day.list.useQuery({ date });
  const reread = useMemo(
    () => oneAtATime(() => readAnew(client, { queryKey: getQueryKey(trpc.day.list) }), REST_MS),
    [client],
  );
  // Whatever it says, also that it stands: nobody tells what changed before that.
  const changes = trpc.day.changes.useSubscription({ date }, { onData: reread });
  const live = useRefusedStream(changes, reread);
  return { day, live };
}
