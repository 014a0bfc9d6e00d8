import { formatClock, formatDateTimeLong, m } from '@vitalmed/i18n';
import MapPin from 'lucide-solid/icons/map-pin';
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { FreeSlot } from '../api/trpc.ts';
import { groupSlots } from './slot-groups.ts';

const SHOWN_AT_FIRST = 12;

type SlotHref = (slot: FreeSlot) => string;

/** The slots of one day, a card for each doctor and site. */
export function SlotList(props: { slots: FreeSlot[]; hrefOf: SlotHref }) {
  const groups = createMemo(() => groupSlots(props.slots));
  return (
    <ul class="mt-4 grid gap-4">
      <For each={groups()}>
        {(group) => (
          <li class="card rise p-4 sm:p-5">
            <DoctorSlots slots={group.slots} hrefOf={props.hrefOf} />
          </li>
        )}
      </For>
    </ul>
  );
}

function DoctorSlots(props: { slots: [FreeSlot, ...FreeSlot[]]; hrefOf: SlotHref }) {
  const [all, setAll] = createSignal(false);
  const first = () => props.slots[0];
  const shown = () => (all() ? props.slots : props.slots.slice(0, SHOWN_AT_FIRST));
  const hidden = () => props.slots.length - shown().length;
  return (
    <>
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3>{first().doctor.name}</h3>
        <p class="text-muted">{first().specialty.name}</p>
      </div>
      <p class="mt-0.5 flex items-center gap-1.5 text-sm text-muted">
        <MapPin size={16} class="shrink-0" aria-hidden="true" />
        {first().site.name} · {first().site.address}
      </p>
      <ul class="mt-3.5 grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-2">
        <For each={shown()}>
          {(slot) => (
            <li>
              <SlotLink slot={slot} href={props.hrefOf(slot)} />
            </li>
          )}
        </For>
      </ul>
      <Show when={hidden() > 0}>
        <button type="button" class="btn btn-ghost mt-2 -ml-3" onClick={() => setAll(true)}>
          {m.portal_more_hours({ count: hidden() })}
        </button>
      </Show>
    </>
  );
}

/** The hour is what one sees; day, doctor and site are said too, since each button may be reached alone. */
export function SlotLink(props: { slot: FreeSlot; href: string }) {
  return (
    <a
      href={props.href}
      data-slot-id={props.slot.id}
      aria-label={slotName(props.slot)}
      class="btn w-full border-brand/25 bg-brand-soft px-2 text-lg text-brand-ink tabular-nums hover:border-brand hover:bg-brand hover:text-on-brand"
    >
      {formatClock(props.slot.startsAt, props.slot.site.timeZone)}
    </a>
  );
}

/** "martes 4 de agosto, 13:30 h, Dr. Juan Pérez, Sede Centro" */
export function slotName(slot: FreeSlot): string {
  return `${formatDateTimeLong(slot.startsAt, slot.site.timeZone)}, ${slot.doctor.name}, ${slot.site.name}`;
}
