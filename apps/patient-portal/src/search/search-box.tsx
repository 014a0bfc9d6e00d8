import { Key } from '@solid-primitives/keyed';
import { useNavigate } from '@solidjs/router';
import { m } from '@vitalmed/i18n';
import SearchIcon from 'lucide-solid/icons/search';
import { createMemo, createSignal, createUniqueId, onMount, Show } from 'solid-js';
import type { Catalog } from '../api/trpc.ts';
import type { Suggestion } from './matches.ts';
import { searchPath } from './search-params.ts';

/** One box for specialties and doctors: a combobox with a list, as the ARIA practices describe it. */
export function SearchBox(props: { catalog: Catalog | null }) {
  const navigate = useNavigate();
  const [typed, setTyped] = createSignal('');
  const [open, setOpen] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const listId = createUniqueId();
  // How names are found isn't needed to show the page: it comes right after it, or with the next letter.
  const [finding, setFinding] = createSignal<typeof import('./matches.ts')>();
  const load = () => void import('./matches.ts').then(setFinding, () => undefined);
  onMount(load);
  const options = createMemo(() => (props.catalog && finding()?.suggest(props.catalog, typed())) || []);
  const shown = () => open() && typed().trim() !== '';
  const optionId = (index: number) => `${listId}-${index}`;

  const choose = (option: Suggestion | undefined) => {
    if (!option) return;
    setTyped('');
    setOpen(false);
    navigate(searchPath(option.kind === 'doctor' ? { doctor: option.slug } : { specialty: option.slug }));
  };
  const move = (step: number) => {
    setOpen(true);
    const count = options().length;
    if (count > 0) setActive((active() + step + count) % count);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && shown()) choose(options()[active()]);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };

  return (
    <div class="relative">
      <label class="label" for={`${listId}-input`}>
        {m.portal_search_label()}
      </label>
      <SearchIcon
        size={22}
        class="pointer-events-none absolute bottom-[calc(var(--control)/2-11px)] left-4 text-muted"
        aria-hidden="true"
      />
      <input
        id={`${listId}-input`}
        class="input pl-12"
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown()}
        aria-controls={listId}
        aria-activedescendant={shown() && options().length > 0 ? optionId(active()) : undefined}
        autocomplete="off"
        placeholder={m.portal_search_placeholder()}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setOpen(true);
          if (!finding()) load();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div class="absolute inset-x-0 top-full z-10 mt-2" hidden={!shown()}>
        <div
          id={listId}
          role="listbox"
          aria-label={m.portal_search_label()}
          class="max-h-80 overflow-auto rounded-control border border-line bg-surface p-1.5 text-ink shadow-pop empty:hidden"
        >
          <Key each={options()} by={({ kind, slug }) => `${kind} ${slug}`}>
            {(option, index) => (
              <Option
                id={optionId(index())}
                option={option()}
                active={index() === active()}
                onActive={() => setActive(index())}
                onChoose={() => choose(option())}
              />
            )}
          </Key>
        </div>
      </div>
      <div role="status">
        <Show when={shown() && props.catalog && finding() && options().length === 0}>
          <p class="mt-2 text-on-band-muted">{m.portal_search_nothing()}</p>
        </Show>
      </div>
    </div>
  );
}

function Option(props: {
  id: string;
  option: Suggestion;
  active: boolean;
  onActive: () => void;
  onChoose: () => void;
}) {
  return (
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.active}
      class="flex min-h-control cursor-pointer flex-wrap items-center justify-between gap-x-3 rounded-chip px-3 py-1.5 aria-selected:bg-brand-soft"
      onPointerMove={() => props.onActive()}
      // Before the blur of the input closes the list.
      onPointerDown={(event) => {
        event.preventDefault();
        props.onChoose();
      }}
    >
      <span class="font-semibold">{props.option.name}</span>
      <span class="text-sm text-muted">
        {props.option.kind === 'specialty' ? m.portal_specialty() : props.option.detail}
      </span>
    </div>
  );
}
