import { Key } from '@solid-primitives/keyed';
import { m } from '@vitalmed/i18n';
import { For, Show } from 'solid-js';
import type { Catalog } from '../api/trpc.ts';
import { searchPath } from './search-params.ts';

export function SpecialtyTiles(props: { catalog: Catalog | null }) {
  return (
    <section aria-labelledby="especialidades" class="mt-9">
      <h2 id="especialidades">{m.portal_specialties()}</h2>
      <ul class="mt-4 grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-3 sm:grid-cols-3">
        <Show when={props.catalog} fallback={<TileSkeletons />}>
          {(catalog) => (
            <Key each={catalog().specialties} by="id">
              {(specialty) => (
                <li>
                  <a
                    href={searchPath({ specialty: specialty().slug })}
                    class="card flex h-full min-h-24 flex-col justify-between p-3.5 no-underline sm:p-4 transition-colors hover:border-brand hover:bg-brand-soft"
                  >
                    <span class="leading-tight font-bold sm:text-lg">{specialty().name}</span>
                    <span class="mt-2 text-sm text-muted">{doctorCount(specialty().doctorCount)}</span>
                  </a>
                </li>
              )}
            </Key>
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
