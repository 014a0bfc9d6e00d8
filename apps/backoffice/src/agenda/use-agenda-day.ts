import {
  hashKey,
  keepPreviousData,
  type Query,
  type QueryClient,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { oneAtATime, readAnew, useRefusedStream } from '@vitalmed/ui-react';
import { useEffect, useMemo } from 'react';
import { type AgendaDay, type AgendaDayInput, apiClient, trpc } from '../api/trpc.ts';
import { dayReadings, type ToldChanges, withChanges } from './day-changes.ts';
import { useAppointmentsHeardOf } from './use-agenda-live.ts';

/** How often a day is read again while the line is down, and while only the table of it is shown. */
const POLL_MS = 15_000;
const SELDOM_MS = 60_000;
const REST_MS = 1_000;

const readings = dayReadings();
/** Hashes of the days that a stream keeps as they are on the server. */
const keptFresh = new Set<string>();

/** After an act at this desk: what a stream tells by itself isn't read again for it. */
export async function refreshAgenda(client: QueryClient): Promise<void> {
  const predicate = (query: Query) => !keptFresh.has(query.queryHash);
  await readAnew(client, { queryKey: getQueryKey(trpc.agenda), predicate });
}

interface Shown {
  asTable: boolean;
  /** The appointment whose file is open beside the agenda, which may be of another day. */
  open: string | undefined;
}

/**
 * A day of the agenda, kept as it is on the server: read once, then altered by what the stream tells from where that
 * reading stood. Beside the table, which has a stream of its own, it isn't watched: browsers allow few streams. `live` is
 * false while the connection is lost; the day is read again and again then.
 */
export function useAgendaDay(input: AgendaDayInput, { asTable, open }: Shown) {
  const client = useQueryClient();
  const queryKey = getQueryKey(trpc.agenda.day, input, 'query');
  const key = hashKey(queryKey);
  const ready = input.date !== '';
  const watched = ready && !asTable;
  const heardOf = useAppointmentsHeardOf();

  const cached = client.getQueryData<AgendaDay>(queryKey);
  const beside = useMemo(() => (cached && open && !holds(cached, open) ? open : undefined), [cached, open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stream begins where the first reading stood, and goes on by itself
  const place = useMemo(() => cached?.asOf, [key, cached !== undefined, beside]);
  const stream = trpc.agenda.dayChanges.useSubscription(
    { ...input, beside, lastEventId: String(place) },
    {
      enabled: watched && place !== undefined,
      onData: ({ id, data }) => {
        if (data.kind === 'resync') return rereadSoon();
        if (data.kind !== 'changes') return;
        const changes: ToldChanges = { ...data, place: Number(id) };
        readings.tell(key, changes);
        client.setQueryData<AgendaDay>(queryKey, (day) => day && withChanges(day, changes));
        heardOf(appointmentsOf(changes));
      },
    },
  );
  const live = useRefusedStream(stream);
  const day = useQuery<AgendaDay>({
    queryKey,
    queryFn: ({ signal }) => readings.read(key, () => apiClient.agenda.day.query(input, { signal })),
    enabled: ready,
    placeholderData: keepPreviousData,
    // A day that a stream keeps fresh has no age.
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: asTable ? SELDOM_MS : live ? false : POLL_MS,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one for each day that is shown
  const rereadSoon = useMemo(
    () => oneAtATime(() => readAnew(client, { queryKey, exact: true }), REST_MS),
    [key],
  );

  const kept = watched && place !== undefined && stream.status === 'pending';
  useEffect(() => {
    if (!kept) return;
    keptFresh.add(key);
    return () => void keptFresh.delete(key);
  }, [kept, key]);
  return { day, live };
}

function holds({ columns }: AgendaDay, appointmentId: string): boolean {
  return columns.some(({ slots }) => slots.some(({ appointment }) => appointment?.id === appointmentId));
}

function appointmentsOf({ columns, cells, gone }: ToldChanges): string[] {
  const slots = [...cells.map(({ slot }) => slot), ...columns.flatMap((column) => column.slots)];
  const shown = slots.flatMap(({ appointment, cancelled }) => [appointment, ...cancelled]);
  return [...gone, ...shown.flatMap((appointment) => appointment?.id ?? [])];
}
