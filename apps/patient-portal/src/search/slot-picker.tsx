import { useQuery } from '@tanstack/solid-query';
import type { LocalDate } from '@vitalmed/core';
import { formatDateLong, formatRelativeDay, localDateOf, m } from '@vitalmed/i18n';
import { createEffect, createMemo, type JSX, Match, on, Show, Switch } from 'solid-js';
import { known } from '../api/known.ts';
import { createLiveSlots } from '../api/live.ts';
import { type DaySlots, dayQuery, type Overview, overviewQuery } from '../api/slots.ts';
import type { FreeSlot, SlotFilter } from '../api/trpc.ts';
import { Failed } from '../shell/failed.tsx';
import { announce } from '../shell/notices.tsx';
import { Outdated } from '../shell/outdated.tsx';
import { CardSkeleton, SlotsSkeleton } from '../shell/skeletons.tsx';
import { DayStrip } from './day-strip.tsx';
import { SlotList } from './slot-list.tsx';

/** Days with room on top, the slots of one below; the first day with room is open already. Stays live. */
export function SlotPicker(props: {
  filter: SlotFilter;
  from: LocalDate | null;
  day: LocalDate | null;
  onDay: (day: LocalDate) => void;
  onFrom: (from: LocalDate | null) => void;
  hrefOf: (slot: FreeSlot) => string;
  empty: (nextDate: LocalDate | null) => JSX.Element;
}) {
  const overview = useQuery(() => overviewQuery(props.filter, props.from));
  // The days stay while others of the same search are asked for, and when those don't come.
  const shown = createMemo<{ filter: SlotFilter; found: Overview; at: number } | null>((before) => {
    const found = known(overview);
    if (found) return { filter: props.filter, found, at: overview.dataUpdatedAt };
    return before?.filter === props.filter ? before : null;
  }, null);
  createLiveSlots(() => props.filter);
  return (
    <Switch fallback={<SlotsSkeleton />}>
      <Match when={shown()}>
        {(days) => (
          <Show when={days().found.first} fallback={props.empty(days().found.nextDate)}>
            {(first) => (
              <OpenDays
                filter={props.filter}
                overview={days().found}
                waiting={overview.isPending}
                outdated={overview.isError ? days().at : null}
                first={first()}
                day={props.day}
                onDay={props.onDay}
                onFrom={props.onFrom}
                hrefOf={props.hrefOf}
              />
            )}
          </Show>
        )}
      </Match>
      <Match when={overview.isLoadingError}>
        <Failed error={overview.error} retry={() => void overview.refetch()} />
      </Match>
    </Switch>
  );
}

function OpenDays(props: {
  filter: SlotFilter;
  overview: Overview;
  waiting: boolean;
  /** Since when nothing newer is known, in epoch milliseconds; null while it is. */
  outdated: number | null;
  first: DaySlots;
  day: LocalDate | null;
  onDay: (day: LocalDate) => void;
  onFrom: (from: LocalDate | null) => void;
  hrefOf: (slot: FreeSlot) => string;
}) {
  const selected = createMemo(() =>
    props.overview.days.some(({ date }) => date === props.day) && props.day ? props.day : props.first.date,
  );
  const isFirst = () => selected() === props.first.date;
  const day = useQuery(() => ({ ...dayQuery(props.filter, selected()), enabled: !isFirst() }));
  const open = () => {
    if (isFirst()) return props.first;
    return known(day);
  };
  // Said when it is another day or another number, not at each answer.
  const shown = createMemo(() => {
    const day = open();
    return day && m.portal_hours_shown({ count: day.slots.length, date: formatDateLong(day.date) });
  });
  createEffect(on(shown, (words) => words && announce(words), { defer: true }));
  return (
    <>
      <Outdated
        when={props.outdated !== null}
        since={props.outdated ?? 0}
        timeZone={props.first.slots[0]?.site.timeZone ?? 'UTC'}
      />
      <DayStrip
        waiting={props.waiting}
        days={props.overview.days}
        selected={selected()}
        onSelect={props.onDay}
        later={props.overview.nextDate}
        onLater={props.onFrom}
      />
      <DayHeading date={selected()} timeZone={props.first.slots[0]?.site.timeZone} />
      <Switch fallback={<CardSkeleton class="mt-4 h-40" />}>
        <Match when={open()}>{(shown) => <SlotList of={shown()} hrefOf={props.hrefOf} />}</Match>
        <Match when={day.isLoadingError}>
          <Failed error={day.error} retry={() => void day.refetch()} />
        </Match>
      </Switch>
    </>
  );
}

function DayHeading(props: { date: LocalDate; timeZone: string | undefined }) {
  const words = () => formatDateLong(props.date);
  const relative = () => {
    const today = props.timeZone ? localDateOf(Date.now(), props.timeZone) : null;
    const seen = today ? formatRelativeDay(props.date, today) : words();
    return seen === words() ? null : seen;
  };
  return (
    <h2 class="mt-6 flex flex-wrap items-center gap-3">
      <span class="first-letter:uppercase">{words()}</span>
      <Show when={relative()}>
        {(word) => <span class="rounded-full bg-accent px-3 py-0.5 text-sm text-on-accent">{word()}</span>}
      </Show>
    </h2>
  );
}
