import { Key } from '@solid-primitives/keyed';
import { useQuery } from '@tanstack/solid-query';
import type { LocalDate } from '@vitalmed/core';
import { formatDateLong, formatDateTimeLong, m } from '@vitalmed/i18n';
import CalendarX from 'lucide-solid/icons/calendar-x-2';
import { createEffect, Show } from 'solid-js';
import { known } from '../api/known.ts';
import { overviewQuery } from '../api/slots.ts';
import type { Catalog, SlotFilter } from '../api/trpc.ts';
import { WhomToCall } from '../shell/failed.tsx';
import { announce } from '../shell/notices.tsx';
import { type Search, searchPath } from './search-params.ts';

const OTHERS_SHOWN = 4;

/** Why there is nothing, and every way on from here. */
export default function NoResults(props: {
  catalog: Catalog;
  search: Search;
  filter: SlotFilter;
  nextDate: LocalDate | null;
  onFrom: (from: LocalDate) => void;
}) {
  const doctor = () => props.catalog.doctors.find(({ slug }) => slug === props.search.doctor);
  const specialty = () => props.catalog.specialties.find(({ slug }) => slug === props.search.specialty);
  const site = () => props.catalog.sites.find(({ id }) => id === props.search.site);
  const colleagues = () =>
    props.catalog.doctors
      .filter(
        ({ id, specialtyIds }) =>
          id !== doctor()?.id && specialtyIds.some((s) => doctor()?.specialtyIds.includes(s)),
      )
      .slice(0, OTHERS_SHOWN);
  const whose = () => {
    const name = doctor()?.name ?? specialty()?.name ?? m.portal_the_clinic();
    const where = site();
    return where ? m.portal_whose_at({ whose: name, site: where.name }) : name;
  };
  const title = () => {
    if (props.nextDate) return m.portal_empty_until({ whose: whose(), date: formatDateLong(props.nextDate) });
    return props.search.from
      ? m.portal_empty_from({ whose: whose(), date: formatDateLong(props.search.from) })
      : m.portal_empty_closed({ whose: whose() });
  };
  // The focus stays on the filter that led here.
  createEffect(() => announce(title()));
  return (
    <div class="card rise p-6 sm:p-8">
      <CalendarX size={36} class="text-muted" aria-hidden="true" />
      <h2 class="mt-3">{title()}</h2>
      <Show
        when={props.nextDate}
        fallback={
          <Show when={!site()}>
            <p class="mt-2 text-muted">{m.portal_empty_closed_hint()}</p>
            <WhomToCall />
          </Show>
        }
      >
        {(next) => (
          <button type="button" class="btn btn-primary mt-5" onClick={() => props.onFrom(next())}>
            {m.portal_see_date({ date: formatDateLong(next()) })}
          </button>
        )}
      </Show>
      <Show when={site()}>
        <OtherSites search={props.search} filter={props.filter} />
      </Show>
      <Show when={colleagues().length > 0}>
        <h3 class="mt-6">{m.portal_other_doctors()}</h3>
        <ul class="mt-3 flex flex-wrap gap-2">
          <Key each={colleagues()} by="id">
            {(colleague) => (
              <li>
                <a class="btn btn-quiet" href={searchPath({ doctor: colleague().slug })}>
                  {colleague().name}
                </a>
              </li>
            )}
          </Key>
        </ul>
      </Show>
    </div>
  );
}

/** Whether there is room at another site, and when first: the wish for one site mustn't read as "nowhere". */
function OtherSites(props: { search: Search; filter: SlotFilter }) {
  const everywhere = useQuery(() => overviewQuery({ ...props.filter, siteId: undefined }, props.search.from));
  const soonest = () => known(everywhere)?.first?.slots[0];
  return (
    <div class="mt-5">
      <Show when={soonest()}>
        {(slot) => (
          <p class="mb-3">
            {m.portal_elsewhere({
              site: slot().site.name,
              when: formatDateTimeLong(slot().startsAt, slot().site.timeZone),
            })}
          </p>
        )}
      </Show>
      <a
        class={soonest() ? 'btn btn-primary' : 'link'}
        href={searchPath({ ...props.search, site: null, day: null })}
      >
        {m.portal_all_sites_link()}
      </a>
    </div>
  );
}
