import { m } from '@vitalmed/i18n';
import ArrowRight from 'lucide-solid/icons/arrow-right';
import Zap from 'lucide-solid/icons/zap';
import { For, Show } from 'solid-js';
import type { Catalog } from '../api/trpc.ts';
import { searchPath } from './search-params.ts';

/** What one can ask for with one tap. */
export function SpecialtyTiles(props: { catalog: Catalog | null }) {
  return (
    <section aria-labelledby="especialidades" class="mt-8">
      <a
        href={searchPath({ anyone: true })}
        class="group flex min-h-16 items-center gap-4 rounded-card bg-accent px-5 py-3 text-on-accent no-underline shadow-card"
      >
        <Zap size={26} class="shrink-0" aria-hidden="true" />
        <span class="mr-auto">
          <span class="block text-lg font-bold">{m.portal_first_available()}</span>
          <span class="block text-sm">{m.portal_first_available_hint()}</span>
        </span>
        <ArrowRight
          size={22}
          class="shrink-0 transition-transform group-hover:translate-x-1"
          aria-hidden="true"
        />
      </a>
      <h2 id="especialidades" class="mt-8">
        {m.portal_specialties()}
      </h2>
      <ul class="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Show when={props.catalog} fallback={<TileSkeletons />}>
          {(catalog) => (
            <For each={catalog().specialties}>
              {(specialty) => (
                <li>
                  <a
                    href={searchPath({ specialty: specialty.slug })}
                    class="card flex h-full min-h-24 flex-col justify-between p-4 no-underline transition-colors hover:border-brand hover:bg-brand-soft"
                  >
                    <span class="text-lg leading-tight font-bold hyphens-auto">{specialty.name}</span>
                    <span class="mt-2 text-sm text-muted">{doctorCount(specialty.doctorCount)}</span>
                  </a>
                </li>
              )}
            </For>
          )}
        </Show>
      </ul>
    </section>
  );
}

function TileSkeletons() {
  return (
    <For each={[1, 2, 3, 4, 5, 6]}>{() => <li class="skeleton h-24 rounded-card" aria-hidden="true" />}</For>
  );
}

function doctorCount(count: number): string {
  return count === 1 ? m.portal_one_doctor() : m.portal_doctors({ count });
}
