import { m } from '@vitalmed/i18n';
import { createUniqueId, For, type JSX } from 'solid-js';
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
    <div class="grid gap-3 sm:grid-cols-3">
      <Select
        label={m.portal_specialty()}
        value={props.search.specialty ?? ''}
        onChange={(slug) => props.onChange({ specialty: slug || null, doctor: null, anyone: !slug })}
        any={m.portal_any_specialty()}
      >
        <For each={props.catalog.specialties}>
          {({ slug, name }) => (
            <option value={slug} selected={slug === props.search.specialty}>
              {name}
            </option>
          )}
        </For>
      </Select>
      <Select
        label={m.portal_doctor()}
        value={props.search.doctor ?? ''}
        onChange={(slug) =>
          props.onChange({ doctor: slug || null, anyone: !slug && !props.search.specialty })
        }
        any={m.portal_any_doctor()}
      >
        <For each={doctors()}>
          {({ slug, name }) => (
            <option value={slug} selected={slug === props.search.doctor}>
              {name}
            </option>
          )}
        </For>
      </Select>
      <Select
        label={m.portal_site()}
        value={String(props.search.site ?? '')}
        onChange={(id) => props.onChange({ site: id ? Number(id) : null })}
        any={m.portal_any_site()}
      >
        <For each={props.catalog.sites}>
          {({ id, name }) => (
            <option value={id} selected={id === props.search.site}>
              {name}
            </option>
          )}
        </For>
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
    <div>
      <label class="label" for={id}>
        {props.label}
      </label>
      <select id={id} class="input" onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="" selected={props.value === ''}>
          {props.any}
        </option>
        {props.children}
      </select>
    </div>
  );
}
