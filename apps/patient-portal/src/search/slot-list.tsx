import { Key } from '@solid-primitives/keyed';
import { useIsRouting } from '@solidjs/router';
import { formatClock, formatDateTimeLong, m } from '@vitalmed/i18n';
import MapPin from 'lucide-solid/icons/map-pin';
import { createComputed, createMemo, createSignal, on, Show } from 'solid-js';
import { type DaySlots, rememberSlot } from '../api/slots.ts';
import type { FreeSlot } from '../api/trpc.ts';
import { announce } from '../shell/notices.tsx';
import { keepPlaces, type ShownSlot, type SlotGroup } from './slot-groups.ts';

const SHOWN_AT_FIRST = 12;

type SlotHref = (slot: FreeSlot) => string;
type Shown = { question: string; groups: SlotGroup[] };

/** The slots of one day, a card for each doctor and site. A newer answer to the same question moves nothing. */
export function SlotList(props: { of: DaySlots; hrefOf: SlotHref }) {
  const shown = createMemo<Shown>(
    (before) => {
      const question = JSON.stringify([props.of.date, props.of.filter]);
      return {
        question,
        groups: keepPlaces(before.question === question ? before.groups : [], props.of.slots),
      };
    },
    { question: '', groups: [] },
  );
  return (
    <ul class="mt-4 grid gap-4">
      <Key each={shown().groups} by={({ key }) => `${shown().question} ${key}`}>
        {(group) => (
          <li class="card rise p-4 sm:p-5">
            <DoctorSlots slots={group().slots} hrefOf={props.hrefOf} />
          </li>
        )}
      </Key>
    </ul>
  );
}

function DoctorSlots(props: { slots: SlotGroup['slots']; hrefOf: SlotHref }) {
  let list: HTMLUListElement | undefined;
  const [all, setAll] = createSignal(false);
  const first = () => props.slots[0];
  const shown = () => (all() ? props.slots : props.slots.slice(0, SHOWN_AT_FIRST));
  const hidden = () => props.slots.slice(shown().length).filter(({ gone }) => !gone).length;
  const showAll = () => {
    setAll(true);
    // The button goes with the press: who used it goes on at the first hour that came.
    list?.children[SHOWN_AT_FIRST]?.querySelector('a')?.focus();
  };
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
      <ul ref={list} class="mt-3.5 grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-2">
        <Key each={shown()} by="id">
          {(slot) => (
            <li>
              <Hour slot={slot()} href={props.hrefOf(slot())} />
            </li>
          )}
        </Key>
      </ul>
      <Show when={hidden() > 0}>
        <button type="button" class="btn btn-ghost mt-2 -ml-3" onClick={showAll}>
          {m.portal_more_hours({ count: hidden() })}
        </button>
      </Show>
    </>
  );
}

/** The hour is what one sees; day, doctor and site are said too, since each button may be reached alone. */
function Hour(props: { slot: ShownSlot; href: string }) {
  let link: HTMLAnchorElement | undefined;
  const opensAnother = useIsRouting();
  const [pressed, setPressed] = createSignal(false);
  const open = () => {
    setPressed(true);
    rememberSlot(props.slot);
    announce(m.portal_opening_hour({ time: clock() }));
  };
  const clock = () => formatClock(props.slot.startsAt, props.slot.site.timeZone);
  // Before the link goes from the page, and the focus with it to the next one.
  createComputed(
    on(
      () => props.slot.gone,
      (gone) => {
        if (gone && link === document.activeElement) announce(m.portal_hour_gone({ time: clock() }));
      },
      { defer: true },
    ),
  );
  return (
    <Show when={!props.slot.gone} fallback={<GoneHour clock={clock()} />}>
      <a
        ref={link}
        href={props.href}
        data-slot-id={props.slot.id}
        data-opening={pressed() && opensAnother()}
        aria-label={slotName(props.slot)}
        onClick={open}
        class="btn w-full border-brand/25 bg-brand-soft px-2 text-lg text-brand-ink tabular-nums hover:border-brand hover:bg-brand hover:text-on-brand data-[opening=true]:animate-pulse data-[opening=true]:bg-brand data-[opening=true]:text-on-brand"
      >
        {clock()}
      </a>
    </Show>
  );
}

function GoneHour(props: { clock: string }) {
  return (
    <span class="flex min-h-control w-full flex-col items-center justify-center rounded-control border-[1.5px] border-dashed border-line px-2 leading-tight text-muted tabular-nums">
      <s>{props.clock}</s> <span class="text-xs">{m.portal_hour_taken()}</span>
    </span>
  );
}

/** "martes 4 de agosto, 13:30 h, Dr. Juan Pérez, Sede Centro" */
export function slotName(slot: FreeSlot): string {
  return `${formatDateTimeLong(slot.startsAt, slot.site.timeZone)}, ${slot.doctor.name}, ${slot.site.name}`;
}
