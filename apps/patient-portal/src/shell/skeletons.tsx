import { m } from '@vitalmed/i18n';
import { For } from 'solid-js';

/** Blocks of the size of what is coming; one word for those who can't see them. */
export function PageSkeleton() {
  return (
    <div class="mx-auto w-full max-w-4xl flex-1 px-gutter pt-10 pb-16" aria-busy="true">
      <span class="sr-only">{m.common_loading()}</span>
      <div class="skeleton h-9 w-2/3" />
      <div class="skeleton mt-8 h-44 w-full rounded-card" />
      <div class="skeleton mt-4 h-24 w-full rounded-card" />
    </div>
  );
}

export function SlotsSkeleton() {
  return (
    <div aria-busy="true">
      <span class="sr-only">{m.common_loading()}</span>
      <div class="flex gap-2 overflow-hidden">
        <For each={[1, 2, 3, 4, 5, 6, 7]}>
          {() => <div class="skeleton h-24 w-20 shrink-0 rounded-control" />}
        </For>
      </div>
      <div class="skeleton mt-6 h-7 w-64" />
      <For each={[1, 2]}>{() => <div class="skeleton mt-4 h-40 rounded-card" />}</For>
    </div>
  );
}

export function CardSkeleton(props: { class?: string }) {
  return (
    <div aria-busy="true">
      <span class="sr-only">{m.common_loading()}</span>
      <div class={`skeleton rounded-card ${props.class ?? 'h-56'}`} />
    </div>
  );
}
