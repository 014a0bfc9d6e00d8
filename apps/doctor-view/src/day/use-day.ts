import type { inferRouterOutputs } from '@trpc/server';
import type { DoctorRouter } from '@vitalmed/api';
import type { LocalDate } from '@vitalmed/core';
import { useRefusedStream } from '@vitalmed/ui-react';
import { trpc } from '../api/trpc.ts';

export type Day = inferRouterOutputs<DoctorRouter>['day']['list'];
export type DayAppointment = Day['appointments'][number];

/** A day of the signed-in doctor, kept as it is on the server; `live` is false while the connection is lost. */
export function useDay(date: LocalDate) {
  const utils = trpc.useUtils();
  const day = trpc.day.list.useQuery({ date });
  // Read again at each start: what changed before the stream was there, or while it was gone, is told by nobody.
  const refresh = () => void utils.day.list.invalidate();
  const changes = trpc.day.changes.useSubscription(undefined, { onStarted: refresh, onData: refresh });
  useRefusedStream(changes, refresh);
  const lost = changes.status === 'error' || (changes.status === 'connecting' && changes.error !== null);
  return { day, live: !lost };
}
