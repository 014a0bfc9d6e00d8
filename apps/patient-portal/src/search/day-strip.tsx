import { Key } from '@solid-primitives/keyed';
import { type LocalDate, mostCountedADay } from '@vitalmed/core';
import { formatDateLong, formatDayOfMonth, formatMonth, formatWeekday, m } from '@vitalmed/i18n';
import ArrowRight from 'lucide-solid/icons/arrow-right';
import { createEffect, createMemo, createUniqueId, Show } from 'solid-js';

type Day = { date: LocalDate; free: number };

/**
 * The days with room, as one group of radio buttons: a single stop of the Tab key, arrows move inside.
 * The bar under each count shows how roomy the day is beside the others.
 */
export function DayStrip(props: {
  days: Day[];
  /** Other days are being asked for. */
  waiting: boolean;
  selected: LocalDate;
  onSelect: (date: LocalDate) => void;
  later: LocalDate | null;
  onLater: (date: LocalDate) => void;
}) {
  let strip: HTMLDivElement | undefined;
  const group = createUniqueId();
  // Each day has a root of its own and outlives the strip by a moment: it mustn't read what the strip no longer has.
  const days = createMemo(() => props.days);
  const roomiest = () => Math.max(...days().map(({ free }) => free));
  createEffect(() => bringIntoView(strip, strip?.querySelector(`[data-date="${props.selected}"]`)));
  return (
    <div
      class="-mx-gutter overflow-x-auto overscroll-x-contain px-gutter py-1 aria-busy:animate-pulse"
      aria-busy={props.waiting}
      ref={strip}
    >
      <div class="flex w-max gap-2">
        <fieldset class="flex gap-2">
          <legend class="sr-only">{m.portal_days()}</legend>
          <Key each={days()} by="date">
            {(day, index) => (
              <DayChoice
                group={group}
                day={day()}
                share={day().free / roomiest()}
                selected={day().date === props.selected}
                monthShown={index() === 0 || !sameMonth(day().date, days()[index() - 1]?.date)}
                onSelect={() => props.onSelect(day().date)}
              />
            )}
          </Key>
        </fieldset>
        <Show when={props.later}>
          {(later) => (
            <button
              type="button"
              class="btn btn-quiet flex-col gap-1 text-sm"
              aria-label={`${m.portal_more_days()}: ${m.portal_later_days({ date: formatDateLong(later()) })}`}
              onClick={() => props.onLater(later())}
            >
              <ArrowRight size={18} aria-hidden="true" />
              {m.portal_more_days()}
            </button>
          )}
        </Show>
      </div>
    </div>
  );
}

function DayChoice(props: {
  group: string;
  day: Day;
  share: number;
  selected: boolean;
  monthShown: boolean;
  onSelect: () => void;
}) {
  return (
    <label
      data-date={props.day.date}
      // For the eye; browsers of 2021 know no :has(:checked).
      data-chosen={props.selected ? '' : undefined}
      class="group relative flex w-[4.75rem] cursor-pointer flex-col items-center rounded-control border-[1.5px] border-line bg-surface px-1 pt-2 pb-2.5 leading-none hover:border-brand data-chosen:border-brand data-chosen:bg-brand data-chosen:text-on-brand has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-(--focus) forced-colors:data-chosen:border-[Highlight] forced-colors:data-chosen:bg-[Highlight] forced-colors:data-chosen:text-[HighlightText] forced-colors:data-chosen:forced-color-adjust-none not-supports-[selector(:has(a))]:focus-within:outline-3"
    >
      <input
        type="radio"
        name={props.group}
        class="absolute inset-0 cursor-pointer opacity-0"
        checked={props.selected}
        aria-label={`${formatDateLong(props.day.date)}, ${freeCount(props.day.free)}`}
        onChange={() => props.onSelect()}
      />
      <span class="text-xs font-semibold text-muted uppercase group-data-chosen:text-on-brand">
        {formatWeekday(props.day.date)}
      </span>
      <span class="mt-1 text-2xl font-bold tabular-nums">{formatDayOfMonth(props.day.date)}</span>
      <span class="h-4 text-xs font-semibold text-muted group-data-chosen:text-on-brand">
        <Show when={props.monthShown}>{formatMonth(props.day.date)}</Show>
      </span>
      <span class="mt-1 text-xs font-semibold">{freeShort(props.day.free)}</span>
      <span class="mt-1.5 h-1 w-11 overflow-hidden rounded-full bg-sunk group-data-chosen:bg-on-brand/30">
        <span
          class="block h-full rounded-full bg-brand group-data-chosen:bg-accent"
          style={{ width: `${Math.max(10, Math.round(props.share * 100))}%` }}
        />
      </span>
    </label>
  );
}

function sameMonth(a: LocalDate, b: LocalDate | undefined): boolean {
  return a.slice(0, 7) === b?.slice(0, 7);
}

function freeCount(free: number): string {
  if (free >= mostCountedADay) return m.portal_many_free({ count: mostCountedADay - 1 });
  return free === 1 ? m.portal_one_free() : m.portal_free({ count: free });
}

/** Moves the strip alone: scrollIntoView would also move the page under a finger. */
function bringIntoView(strip: HTMLElement | undefined, day: Element | null | undefined): void {
  if (!strip || !day) return;
  const { left, right } = day.getBoundingClientRect();
  const frame = strip.getBoundingClientRect();
  if (left < frame.left) strip.scrollLeft -= frame.left - left + 24;
  else if (right > frame.right) strip.scrollLeft += right - frame.right + 24;
}

function freeShort(free: number): string {
  if (free >= mostCountedADay) return m.portal_free_short({ count: `${mostCountedADay - 1}+` });
  return free === 1 ? m.portal_one_free_short() : m.portal_free_short({ count: free });
}
