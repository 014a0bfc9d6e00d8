import { useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { m } from '@vitalmed/i18n';
import { createMemo, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { known } from '../api/known.ts';
import { catalogQuery } from '../api/slots.ts';
import type { Catalog, SlotFilter } from '../api/trpc.ts';
import { arriving } from '../shell/arriving.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { SlotsSkeleton } from '../shell/skeletons.tsx';
import { FirstAvailable } from './first-available.tsx';
import { RefineBar } from './refine-bar.tsx';
import { SearchBox } from './search-box.tsx';
import { coherent, filterOf, readSearch, type Search, writeSearch } from './search-params.ts';
import { SlotPicker } from './slot-picker.tsx';
import { SpecialtyTiles } from './specialty-tiles.tsx';

const NoResults = lazy(arriving(() => import('./no-results.tsx')));

export function SearchPage() {
  const [query] = useSearchParams();
  const found = useQuery(() => catalogQuery);
  const catalog = () => known(found) ?? null;
  const search = createMemo(() => {
    const asked = readSearch(query);
    const all = catalog();
    return all ? coherent(asked, all) : asked;
  });
  const asked = () => Boolean(search().specialty ?? search().doctor) || search().anyone;
  const heading = () => (asked() ? resultsHeading(search(), catalog()) : m.portal_home_title());
  return (
    <Page title={heading()} screen={asked() ? 'results' : 'home'}>
      <Show when={asked()} fallback={<Hero heading={heading()} catalog={catalog()} />}>
        <h1>{heading()}</h1>
      </Show>
      <Switch fallback={<SlotsSkeleton />}>
        <Match when={found.isLoadingError}>
          <div class="mt-8">
            <Failed error={found.error} retry={() => void found.refetch()} />
          </div>
        </Match>
        <Match when={!asked()}>
          <FirstAvailable />
          <SpecialtyTiles catalog={catalog()} />
        </Match>
        <Match when={catalog()}>{(known) => <Results catalog={known()} search={search()} />}</Match>
      </Switch>
    </Page>
  );
}

function resultsHeading(search: Search, catalog: Catalog | null): string {
  const doctor = catalog?.doctors.find(({ slug }) => slug === search.doctor);
  const specialty = catalog?.specialties.find(({ slug }) => slug === search.specialty);
  if (doctor) return m.portal_results_with({ name: doctor.name });
  return specialty ? m.portal_results_of({ name: specialty.name }) : m.portal_results_first();
}

/** The band reaches both edges of the screen while its words keep the column of everything else. */
function Hero(props: { heading: string; catalog: Catalog | null }) {
  return (
    <div class="relative -mt-6 pt-8 pb-12 text-on-band [--focus:var(--accent)] before:absolute before:inset-y-0 before:left-[calc(50%-50vw)] before:w-screen before:torn-edge before:bg-band sm:-mt-10 sm:pt-14 sm:pb-16">
      <div class="relative">
        <h1 class="max-w-xl text-3xl font-extrabold sm:text-4xl">{props.heading}</h1>
        <p class="mt-3 mb-7 max-w-lg text-lg text-on-band-muted">{m.portal_home_lead()}</p>
        <SearchBox catalog={props.catalog} />
      </div>
    </div>
  );
}

function Results(props: { catalog: Catalog; search: Search }) {
  const [, setQuery] = useSearchParams();
  // A choice changes the address in place: "back" then leaves the results instead of undoing choices one by one.
  const change = (part: Partial<Search>) =>
    setQuery(writeSearch({ ...props.search, day: null, from: null, ...part }), {
      replace: true,
      scroll: false,
    });
  const filter = createMemo<SlotFilter>(
    () => filterOf(props.search, props.catalog) ?? {},
    {},
    {
      equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    },
  );
  return (
    <>
      <div class="mt-5">
        <RefineBar catalog={props.catalog} search={props.search} onChange={change} />
      </div>
      <div class="mt-6">
        <SlotPicker
          filter={filter()}
          from={props.search.from}
          day={props.search.day}
          onDay={(day) => change({ day, from: props.search.from })}
          onFrom={(from) => change({ from })}
          hrefOf={(slot) => `/reservar/${slot.id}`}
          empty={(nextDate) => (
            <Suspense>
              <NoResults
                catalog={props.catalog}
                search={props.search}
                filter={filter()}
                nextDate={nextDate}
                onFrom={(from) => change({ from })}
              />
            </Suspense>
          )}
        />
        <Show when={props.search.from}>
          <p class="mt-6">
            <button type="button" class="btn btn-ghost" onClick={() => change({})}>
              {m.portal_back_to_first()}
            </button>
          </p>
        </Show>
      </div>
    </>
  );
}
