import { Key } from '@solid-primitives/keyed';
import type { LocalDate } from '@vitalmed/core';
import { formatDateLong, m } from '@vitalmed/i18n';
import CalendarX from 'lucide-solid/icons/calendar-x-2';
import { Show } from 'solid-js';
import type { Catalog } from '../api/trpc.ts';
import { WhomToCall } from '../shell/failed.tsx';
import { type Search, searchPath } from './search-params.ts';

const OTHERS_SHOWN = 4;

/** Why there is nothing, and every way on from here. */
export function NoResults(props: {
  catalog: Catalog;
  search: Search;
  nextDate: LocalDate | null;
  onFrom: (from: LocalDate) => void;
}) {
  const doctor = () => props.catalog.doctors.find(({ slug }) => slug === props.search.doctor);
  const specialty = () => props.catalog.specialties.find(({ slug }) => slug === props.search.specialty);
  const colleagues = () =>
    props.catalog.doctors
      .filter(
        ({ id, specialtyIds }) =>
          id !== doctor()?.id && specialtyIds.some((s) => doctor()?.specialtyIds.includes(s)),
      )
      .slice(0, OTHERS_SHOWN);
  const whose = () => doctor()?.name ?? specialty()?.name ?? m.portal_the_clinic();
  const nothing = () =>
    props.search.from
      ? m.portal_empty_from({ whose: whose(), date: formatDateLong(props.search.from) })
      : m.portal_empty_closed({ whose: whose() });
  return (
    <div class="card rise p-6 sm:p-8">
      <CalendarX size={36} class="text-muted" aria-hidden="true" />
      <Show
        when={props.nextDate}
        fallback={
          <>
            <h2 class="mt-3">{nothing()}</h2>
            <p class="mt-2 text-muted">{m.portal_empty_closed_hint()}</p>
            <WhomToCall />
          </>
        }
      >
        {(next) => (
          <>
            <h2 class="mt-3">{m.portal_empty_until({ whose: whose(), date: formatDateLong(next()) })}</h2>
            <button type="button" class="btn btn-primary mt-5" onClick={() => props.onFrom(next())}>
              {m.portal_see_date({ date: formatDateLong(next()) })}
            </button>
          </>
        )}
      </Show>
      <Show when={props.search.site !== null}>
        <p class="mt-5">
          <a class="link" href={searchPath({ ...props.search, site: null, day: null })}>
            {m.portal_all_sites_link()}
          </a>
        </p>
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
