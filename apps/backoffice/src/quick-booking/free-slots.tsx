import { namedSlots } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { DateField, failureMessage, Skeleton, TimeField } from '@vitalmed/ui-react';
import { useLiveFreeSlots } from '../agenda/use-agenda-live.ts';
import { clockMinutes } from '../agenda/wall-clock.ts';
import { type Catalog, type FreeSlot, trpc } from '../api/trpc.ts';
import { todayIn, zoneOf } from '../app/use-catalog.ts';
import type { SlotFilter } from './slot-filter.ts';
import { SlotList } from './slot-list.tsx';

const SLOTS_SHOWN = 60;

interface FreeSlotsProps {
  catalog: Catalog;
  filter: SlotFilter;
  preferredId?: number;
  busy: boolean;
  autoFocus: boolean;
  onFilter(filter: SlotFilter): void;
  onPick(slot: FreeSlot): void;
}

/** The slot that starts nearest to an hour of the wall clock. */
export function nearestTo(time: string, slots: readonly FreeSlot[]): FreeSlot | undefined {
  const [hours = '0', minutes = '0'] = time.split(':');
  const wanted = Number(hours) * 60 + Number(minutes);
  const distance = (slot: FreeSlot) => Math.abs(clockMinutes(slot.startsAt, slot.site.timeZone) - wanted);
  return slots.reduce<FreeSlot | undefined>(
    (best, slot) => (!best || distance(slot) < distance(best) ? slot : best),
    undefined,
  );
}

export function FreeSlots(props: FreeSlotsProps) {
  const { catalog, filter, preferredId, busy, autoFocus, onFilter, onPick } = props;
  const shown = {
    doctorId: filter.doctorId ?? undefined,
    specialtyId: filter.specialtyId ?? undefined,
    siteId: filter.siteId ?? undefined,
    from: filter.date ?? undefined,
  };
  useLiveFreeSlots(shown);
  const free = trpc.slots.find.useQuery(
    { ...shown, limit: SLOTS_SHOWN },
    { placeholderData: (previous) => previous, select: namedSlots },
  );
  const slots = free.data ?? [];
  const ofFirstDay = slots.filter((slot) => slot.date === slots[0]?.date);
  const named = preferredId !== undefined || Object.values(filter).some((wish) => wish !== null);
  const wanted = filter.time ? nearestTo(filter.time, ofFirstDay)?.id : undefined;
  const options = (all: string, list: readonly { id: number; name: string }[]) => [
    <option key="" value="">
      {all}
    </option>,
    ...list.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    )),
  ];

  return (
    <section aria-label={m.office_free_slots()} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-2">
        <select
          aria-label={m.office_specialty()}
          className="input"
          value={filter.specialtyId ?? ''}
          onChange={(event) => onFilter({ ...filter, specialtyId: Number(event.target.value) || null })}
        >
          {options(m.office_all_specialties(), catalog.specialties)}
        </select>
        <select
          aria-label={m.office_doctor()}
          className="input"
          value={filter.doctorId ?? ''}
          onChange={(event) => onFilter({ ...filter, doctorId: Number(event.target.value) || null })}
        >
          {options(m.office_all_doctors(), catalog.doctors)}
        </select>
        <select
          aria-label={m.office_site()}
          className="input col-span-2"
          value={filter.siteId ?? ''}
          onChange={(event) => onFilter({ ...filter, siteId: Number(event.target.value) || null })}
        >
          {options(m.office_all_sites(), catalog.sites)}
        </select>
        <DateField
          label={m.office_from_date()}
          labelHidden
          value={filter.date ?? ''}
          today={todayIn(zoneOf(catalog, filter.siteId ?? undefined))}
          onChange={(date) => onFilter({ ...filter, date: date || null })}
        />
        <TimeField
          label={m.office_time()}
          labelHidden
          value={filter.time ?? ''}
          onChange={(time) => onFilter({ ...filter, time: time || null })}
        />
      </div>
      {free.isError && <p className="text-danger-ink text-sm">{failureMessage(free.error)}</p>}
      {free.isPending ? (
        <Skeleton className="h-40" />
      ) : (
        <SlotList
          label={m.office_free_slots()}
          slots={slots}
          busy={busy}
          autoFocus={autoFocus && !free.isPlaceholderData && (named ? 'slot' : 'list')}
          hint={m.office_slots_hint()}
          preferredId={preferredId ?? wanted}
          onPick={onPick}
        />
      )}
    </section>
  );
}
