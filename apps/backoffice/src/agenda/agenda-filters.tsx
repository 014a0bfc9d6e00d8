import { m, statusLabel } from '@vitalmed/i18n';
import { Button, DateField, Menu, StatusIcon } from '@vitalmed/ui-react';
import { ChevronDown, X } from 'lucide-react';
import { useId } from 'react';
import type { Catalog } from '../api/trpc.ts';
import { useAddressText } from '../app/use-address-text.ts';
import { type AgendaSearch, SLOT_STATES } from './agenda-search.ts';

interface AgendaFiltersProps {
  catalog: Catalog;
  search: AgendaSearch;
  date: string;
  today: string;
  onChange(patch: Partial<AgendaSearch>): void;
}

/** The list without the item, or with it at the end; undefined when nothing is left, so that the address stays short. */
function toggled<T>(list: readonly T[] | undefined, item: T, on: boolean): T[] | undefined {
  const rest = (list ?? []).filter((candidate) => candidate !== item);
  if (on) return [...rest, item];
  return rest.length > 0 ? rest : undefined;
}

export function AgendaFilters({ catalog, search, date, today, onChange }: AgendaFiltersProps) {
  const id = useId();
  const [text, type] = useAddressText(search.q ?? '', (q) => onChange({ q: q || undefined }));
  const doctors = search.esp
    ? catalog.doctors.filter((doctor) => search.esp && doctor.specialtyIds.includes(search.esp))
    : catalog.doctors;
  const filtered = Boolean(search.prof || search.esp || search.sede || search.estado || search.q);
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{m.office_filters()}</legend>
      <Menu
        trigger={
          <Button>
            {search.prof ? m.office_doctors_count({ count: search.prof.length }) : m.office_all_doctors()}
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        }
      >
        {({ MenuCheckItem }) =>
          doctors.map((doctor) => (
            <MenuCheckItem
              key={doctor.id}
              checked={search.prof?.includes(doctor.id) ?? false}
              onChange={(on) => onChange({ prof: toggled(search.prof, doctor.id, on) })}
            >
              {doctor.name}
            </MenuCheckItem>
          ))
        }
      </Menu>
      <FilterSelect
        label={m.office_specialty()}
        all={m.office_all_specialties()}
        options={catalog.specialties}
        value={search.esp}
        onChange={(esp) => onChange({ esp, prof: undefined })}
      />
      <FilterSelect
        label={m.office_site()}
        all={m.office_all_sites()}
        options={catalog.sites}
        value={search.sede}
        onChange={(sede) => onChange({ sede })}
      />
      <Menu
        trigger={
          <Button>
            {search.estado ? m.office_states_count({ count: search.estado.length }) : m.office_all_states()}
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        }
      >
        {({ MenuCheckItem }) =>
          SLOT_STATES.map((state) => (
            <MenuCheckItem
              key={state}
              checked={search.estado?.includes(state) ?? false}
              onChange={(on) => onChange({ estado: toggled(search.estado, state, on) })}
            >
              <StatusIcon status={state} />
              {statusLabel(state)}
            </MenuCheckItem>
          ))
        }
      </Menu>
      {search.vista === 'tabla' && (
        <>
          <span aria-hidden className="text-muted text-sm">
            {m.office_until()}
          </span>
          <DateField
            label={m.office_until()}
            labelHidden
            className="w-40"
            value={search.hasta ?? date}
            min={date}
            today={today}
            onChange={(hasta) => onChange({ hasta: hasta || undefined })}
          />
          <label htmlFor={`${id}-text`} className="sr-only">
            {m.office_find_patient()}
          </label>
          <input
            id={`${id}-text`}
            type="search"
            placeholder={m.office_patient()}
            className="input w-48"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        </>
      )}
      {filtered && (
        <Button
          variant="ghost"
          onClick={() =>
            onChange({ prof: undefined, esp: undefined, sede: undefined, estado: undefined, q: undefined })
          }
        >
          <X aria-hidden className="size-4" />
          {m.office_clear_filters()}
        </Button>
      )}
    </fieldset>
  );
}

interface FilterSelectProps {
  label: string;
  all: string;
  options: readonly { id: number; name: string }[];
  value: number | undefined;
  onChange(value: number | undefined): void;
}

function FilterSelect({ label, all, options, value, onChange }: FilterSelectProps) {
  return (
    <select
      aria-label={label}
      className="input w-auto max-w-60"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value ? Number(event.target.value) : undefined)}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </select>
  );
}
