import { m } from '@vitalmed/i18n';
import { failureMessage } from '@vitalmed/ui-react';
import { UserPlus } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from 'react';
import { type PatientSummary, trpc } from '../api/trpc.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { PatientFacts } from '../patients/patient-facts.tsx';

const TYPING_PAUSE_MS = 120;
const SHORTEST_SEARCH = 2;

interface PatientFinderProps {
  label: string;
  hint?: string;
  text: string;
  /** The part of the text that names a patient; the whole text when absent. */
  searchFor?: string;
  inputRef?: Ref<HTMLInputElement>;
  onText(text: string): void;
  onPick(patient: PatientSummary): void;
  onCreate(): void;
}

/** One box for DNI, name or telephone. Arrows choose, Enter takes; the last line creates who isn't there. */
export function PatientFinder(props: PatientFinderProps) {
  const { label, hint, text, searchFor = text, inputRef, onText, onPick, onCreate } = props;
  const id = useId();
  const wanted = useDebounced(searchFor.trim(), TYPING_PAUSE_MS);
  const search = trpc.patients.search.useQuery(
    { text: wanted },
    { enabled: wanted.length >= SHORTEST_SEARCH, placeholderData: (previous) => previous },
  );
  const patients = wanted.length >= SHORTEST_SEARCH ? (search.data?.patients ?? []) : [];
  const canCreate = wanted.length >= SHORTEST_SEARCH && !search.isPending;
  const count = patients.length + (canCreate ? 1 : 0);
  const [active, setActive] = useState(0);
  const settled = wanted === searchFor.trim() && !search.isFetching;

  // A new list starts from its first line: the choice of an old one means nothing in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the search changes
  useEffect(() => setActive(0), [wanted]);

  function take(index: number) {
    const patient = patients[index];
    if (patient) onPick(patient);
    else if (canCreate) onCreate();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault();
      // Enter during the pause would take somebody from the previous list.
      if (settled && count > 0) take(active);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (count > 0) setActive((active + step + count) % count);
    }
  }

  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        ref={inputRef}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        autoComplete="off"
        spellCheck={false}
        className="input"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-sm">
          {hint}
        </p>
      )}
      <p role="status" className="sr-only">
        {settled && wanted.length >= SHORTEST_SEARCH
          ? m.office_patients_found({ count: patients.length })
          : ''}
      </p>
      {search.isError && <p className="mt-1 text-danger-ink text-sm">{failureMessage(search.error)}</p>}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={m.office_patients()}
        className="mt-2 flex flex-col gap-0.5"
      >
        {patients.map((patient, index) => (
          <Option key={patient.id} id={`${id}-${index}`} active={index === active} onTake={() => take(index)}>
            <span className="font-semibold">
              {patient.lastName}, {patient.firstName}
            </span>
            <PatientFacts patient={patient} />
          </Option>
        ))}
        {canCreate && (
          <Option
            id={`${id}-${patients.length}`}
            active={active === patients.length}
            onTake={() => take(patients.length)}
          >
            <span className="flex items-center gap-2 font-semibold text-brand-ink">
              <UserPlus aria-hidden className="size-4" />
              {m.office_create_patient()}
            </span>
          </Option>
        )}
      </div>
    </div>
  );
}

interface OptionProps {
  id: string;
  active: boolean;
  onTake(): void;
  children: React.ReactNode;
}

/** Chosen from the box with the arrows, or with the pointer: never a stop of Tab. */
function Option({ id, active, onTake, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox that owns the list has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onClick={onTake}
      onMouseDown={(event) => event.preventDefault()}
      className={`cursor-pointer rounded-chip px-3 py-1.5 ${active ? 'bg-brand-soft' : 'hover:bg-sunk'}`}
    >
      {children}
    </div>
  );
}
