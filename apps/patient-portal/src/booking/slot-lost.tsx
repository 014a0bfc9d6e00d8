import { Key } from '@solid-primitives/keyed';
import { formatDateTimeShort, m } from '@vitalmed/i18n';
import CalendarClock from 'lucide-solid/icons/calendar-clock';
import { onMount, Show } from 'solid-js';
import type { FreeSlot } from '../api/trpc.ts';
import { slotName } from '../search/slot-list.tsx';

/** Somebody else has the slot now: a kind word and the nearest ones, one tap away. */
export function SlotLost(props: {
  message: string;
  alternatives: FreeSlot[];
  searchHref: string;
  onChoose: (slot: FreeSlot) => void;
}) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <section class="card rise p-6 sm:p-8" aria-labelledby="turno-perdido">
      <CalendarClock size={34} class="text-accent-ink" aria-hidden="true" />
      <h2 id="turno-perdido" ref={heading} tabindex="-1" class="mt-3">
        {m.portal_lost_title()}
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
                  aria-label={slotName(slot())}
                  onClick={() => props.onChoose(slot())}
                >
                  <span class="text-lg first-letter:uppercase">
                    {formatDateTimeShort(slot().startsAt, slot().site.timeZone)}
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
