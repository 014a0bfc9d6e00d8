import { Key } from '@solid-primitives/keyed';
import { m } from '@vitalmed/i18n';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createUniqueId, type JSX } from 'solid-js';
import type { Catalog } from '../api/trpc.ts';
import type { Search } from './search-params.ts';

/** Narrows what was asked: by doctor, by site. Native selects, since every phone has a good one. */
export function RefineBar(props: {
  catalog: Catalog;
  search: Search;
  onChange: (change: Partial<Search>) => void;
}) {
  const specialtyId = () => props.catalog.specialties.find(({ slug }) => slug === props.search.specialty)?.id;
  const doctors = () =>
    props.catalog.doctors.filter(({ specialtyIds }) => {
      const id = specialtyId();
      return id === undefined || specialtyIds.includes(id);
    });
  return (
    <div class="grid gap-2.5 sm:grid-cols-3 sm:gap-3">
      <Select
        label={m.portal_specialty()}
        value={props.search.specialty ?? ''}
        onChange={(slug) => props.onChange({ specialty: slug || null, doctor: null, anyone: !slug })}
        any={m.portal_any_specialty()}
      >
        <Key each={props.catalog.specialties} by="id">
          {(specialty) => (
            <option value={specialty().slug} selected={specialty().slug === props.search.specialty}>
              {specialty().name}
            </option>
          )}
        </Key>
      </Select>
      <Select
        label={m.portal_doctor()}
        value={props.search.doctor ?? ''}
        onChange={(slug) =>
          props.onChange({ doctor: slug || null, anyone: !slug && !props.search.specialty })
        }
        any={m.portal_any_doctor()}
      >
        <Key each={doctors()} by="id">
          {(doctor) => (
            <option value={doctor().slug} selected={doctor().slug === props.search.doctor}>
              {doctor().name}
            </option>
          )}
        </Key>
      </Select>
      <Select
        label={m.portal_site()}
        value={String(props.search.site ?? '')}
        onChange={(id) => props.onChange({ site: id ? Number(id) : null })}
        any={m.portal_any_site()}
      >
        <Key each={props.catalog.sites} by="id">
          {(site) => (
            <option value={site().id} selected={site().id === props.search.site}>
              {site().name}
            </option>
          )}
        </Key>
      </Select>
    </div>
  );
}

function Select(props: {
  label: string;
  value: string;
  any: string;
  onChange: (value: string) => void;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
    // On a phone the name stands beside, so that three of them leave room for the days and none is cut.
    <div class="max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3">
      <label class="label max-sm:mb-0 max-sm:w-24" for={id}>
        {props.label}
      </label>
      <div class="relative max-sm:min-w-48 max-sm:flex-1">
        <select
          id={id}
          class="input appearance-none truncate pr-10"
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <option value="" selected={props.value === ''}>
            {props.any}
          </option>
          {props.children}
        </select>
        <ChevronDown
          size={20}
          class="pointer-events-none absolute inset-y-0 right-3 my-auto text-muted"
          aria-hidden="true"
        />
      </div>
    </div>
  );
}
