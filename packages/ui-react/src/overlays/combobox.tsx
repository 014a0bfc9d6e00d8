import { Combobox as Base } from '@base-ui/react/combobox';
import { isFoundBy } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { Check, ChevronDown, X } from 'lucide-react';
import { useId } from 'react';

export interface Choice {
  value: number;
  label: string;
}

interface MultiComboboxProps {
  label: string;
  hint?: string;
  placeholder?: string;
  choices: readonly Choice[];
  value: readonly number[];
  error?: string;
  onChange(value: number[]): void;
}

/** Several of a list, found by typing. What is chosen stays in view as chips that Backspace takes away. */
export function MultiCombobox({
  label,
  hint,
  placeholder,
  choices,
  value,
  error,
  onChange,
}: MultiComboboxProps) {
  const id = useId();
  const selected = choices.filter((choice) => value.includes(choice.value));
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Base.Root
        multiple
        items={choices}
        value={selected}
        // Enter takes the first that is found; without it, Enter would only empty the box.
        autoHighlight
        filter={(choice: Choice, typed) => isFoundBy(choice.label, typed)}
        itemToStringLabel={(choice: Choice) => choice.label}
        isItemEqualToValue={(a: Choice, b: Choice) => a.value === b.value}
        onValueChange={(next: Choice[], { reason }) => {
          // Escape closes the list; it must not throw away what was chosen.
          if (reason !== 'escape-key') onChange(next.map((choice) => choice.value));
        }}
      >
        <Base.InputGroup className="input flex flex-wrap items-center gap-1 py-1 pr-1 focus-within:border-ink">
          <Base.Chips className="flex flex-1 flex-wrap items-center gap-1">
            {selected.map((choice) => (
              <Base.Chip
                key={choice.value}
                className="flex items-center gap-1 rounded-chip bg-brand-soft py-0.5 pr-0.5 pl-2 text-brand-ink text-sm"
              >
                {choice.label}
                <Base.ChipRemove
                  aria-label={m.staff_remove_named({ name: choice.label })}
                  className="flex size-6 items-center justify-center rounded-chip hover:bg-surface"
                >
                  <X aria-hidden className="size-3.5" />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
            <Base.Input
              id={id}
              placeholder={selected.length === 0 ? placeholder : undefined}
              aria-invalid={error ? true : undefined}
              aria-describedby={error || hint ? `${id}-note` : undefined}
              className="min-h-7 min-w-16 flex-1 bg-transparent outline-none"
            />
          </Base.Chips>
          <Base.Trigger
            aria-label={m.staff_open_list()}
            className="flex size-8 items-center justify-center rounded-chip text-muted hover:text-ink"
          >
            <ChevronDown aria-hidden className="size-4" />
          </Base.Trigger>
        </Base.InputGroup>
        <Base.Portal>
          <Base.Positioner sideOffset={4} className="z-50">
            <Base.Popup className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-control border border-line bg-surface p-1 shadow-pop">
              <Base.Empty className="px-3 py-2 text-muted text-sm empty:hidden">
                {m.staff_no_results()}
              </Base.Empty>
              <Base.List>
                {(choice: Choice) => (
                  <Base.Item
                    key={choice.value}
                    value={choice}
                    className="flex min-h-9 cursor-default items-center gap-2 rounded-chip px-2.5 py-1 text-sm outline-none select-none data-highlighted:bg-sunk"
                  >
                    <span className="flex size-4 items-center justify-center">
                      <Base.ItemIndicator>
                        <Check aria-hidden className="size-4 text-brand" />
                      </Base.ItemIndicator>
                    </span>
                    {choice.label}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {(error || hint) && (
        <p id={`${id}-note`} className={`mt-1 text-sm ${error ? 'text-danger-ink' : 'text-muted'}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
