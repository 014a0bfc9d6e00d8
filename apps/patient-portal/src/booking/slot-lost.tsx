import { Key } from '@solid-primitives/keyed';
import { formatDateTimeLong, m } from '@vitalmed/i18n';
import CalendarClock from 'lucide-solid/icons/calendar-clock';
import { onMount, Show } from 'solid-js';
import type { FreeSlot } from '../api/trpc.ts';
import { createJustAppeared } from '../shell/just-appeared.ts';

const TITLES: Record<string, () => string> = {
  'slot-past': m.portal_lost_past,
  'slot-withdrawn': m.portal_lost_withdrawn,
};

/** The slot can't be had any more: a kind word, the true reason, and the nearest ones one tap away. */
export function SlotLost(props: {
  reason: string;
  message: string;
  alternatives: FreeSlot[];
  searchHref: string;
  onChoose: (slot: FreeSlot) => void;
}) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <section ref={createJustAppeared()} class="card rise p-6 sm:p-8" aria-labelledby="turno-perdido">
      <CalendarClock size={34} class="text-accent-ink" aria-hidden="true" />
      <h2 id="turno-perdido" ref={heading} tabindex="-1" class="mt-3">
        {(TITLES[props.reason] ?? m.portal_lost_title)()}
      </h2>
      <p class="mt-2 text-muted" role="alert">
        {props.message}
      </p>
      <Show when={props.alternatives.length > 0}>
        <h3 class="mt-6">{m.portal_nearest()}</h3>
        <ul class="mt-3 grid gap-2 sm:grid-cols-2">
          <Key each={props.alternatives} by="id">
            {(slot) => (
              <li>
                <button
                  type="button"
                  class="btn btn-quiet w-full flex-col items-start gap-0.5 py-3 text-left"
                  onClick={() => props.onChoose(slot())}
                >
                  <span class="text-lg first-letter:uppercase">
                    {formatDateTimeLong(slot().startsAt, slot().site.timeZone)}
                    <span class="sr-only">, </span>
                  </span>
                  <span class="text-sm font-normal text-muted">
                    {slot().doctor.name} · {slot().site.name}
                  </span>
                </button>
              </li>
            )}
          </Key>
        </ul>
      </Show>
      <p class="mt-6">
        <a class="link" href={props.searchHref}>
          {m.portal_see_all_hours()}
        </a>
      </p>
    </section>
  );
}
