import { formatClock, formatDateLong, formatDateShort, formatTime, m } from '@vitalmed/i18n';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import type { FreeSlot } from '../api/trpc.ts';

interface SlotListProps {
  label: string;
  slots: readonly FreeSlot[];
  busy: boolean;
  /** Where the focus goes: to the slot that was asked for, or to the list, where no key takes a slot that nobody named. */
  autoFocus?: 'slot' | 'list' | false;
  /** The slot that is asked for: it is marked, and takes the focus with `autoFocus`. */
  preferredId?: number | null;
  /** How to go on from the list, shown above it. */
  hint?: string;
  onPick(slot: FreeSlot): void;
}

interface Group {
  key: string;
  first: FreeSlot;
  slots: FreeSlot[];
}

/** Slots in their order, gathered by day, doctor and site. */
function grouped(slots: readonly FreeSlot[]): Group[] {
  const groups = new Map<string, Group>();
  for (const slot of slots) {
    const key = `${slot.date}|${slot.doctor.id}|${slot.site.id}`;
    const group = groups.get(key);
    if (group) group.slots.push(slot);
    else groups.set(key, { key, first: slot, slots: [slot] });
  }
  return [...groups.values()];
}

const STEPS: Record<string, number | undefined> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One stop of Tab; arrows walk from slot to slot, Enter takes the one in focus. */
export function SlotList({ label, slots, busy, autoFocus, preferredId, hint, onPick }: SlotListProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const groups = useMemo(() => grouped(slots), [slots]);
  const entryId = slots.some((slot) => slot.id === preferredId) ? preferredId : slots[0]?.id;

  useEffect(() => {
    const list = listRef.current;
    // What the list holds changes while somebody walks in it: then the focus is theirs.
    if (!autoFocus || entryId === undefined || !list || list.contains(document.activeElement)) return;
    if (autoFocus === 'list') list.focus();
    else list.querySelector<HTMLElement>(`[data-slot="${entryId}"]`)?.focus();
  }, [autoFocus, entryId]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (!step) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-slot]')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[at + step]?.focus();
    event.preventDefault();
  }

  if (slots.length === 0) return <p className="text-muted text-sm">{m.office_no_free_slots()}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <div
      ref={listRef}
      role="group"
      tabIndex={-1}
      aria-label={label}
      aria-describedby={hint ? hintId : undefined}
      className="flex flex-col gap-3"
      onKeyDown={onKeyDown}
    >
      {hint && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {groups.map(({ key, first, slots: own }) => (
        <div key={key}>
          <p className="mb-1 text-sm">
            <strong className="first-letter:uppercase">{formatDateShort(first.date)}</strong>
            <span className="text-muted">
              {' '}
              · {first.doctor.name} · {first.site.name}
            </span>
          </p>
          <div className="flex flex-wrap gap-1.5">
            {own.map((slot) => (
              <button
                key={slot.id}
                type="button"
                data-slot={slot.id}
                data-status="free"
                tabIndex={slot.id === entryId ? 0 : -1}
                aria-disabled={busy || undefined}
                aria-label={slotLabel(slot)}
                onClick={() => {
                  if (!busy) onPick(slot);
                }}
                className={`min-h-8 rounded-chip border px-2 font-semibold text-sm text-state-ink tabular-nums hover:bg-state-soft focus-visible:bg-state-soft ${
                  slot.id === preferredId ? 'border-2 border-state-ink bg-state-soft' : 'border-state'
                }`}
              >
                {formatClock(slot.startsAt, slot.site.timeZone)}
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function slotLabel(slot: FreeSlot): string {
  const time = formatTime(slot.startsAt, slot.site.timeZone);
  return [formatDateLong(slot.date), time, slot.doctor.name, slot.site.name].join(', ');
}
