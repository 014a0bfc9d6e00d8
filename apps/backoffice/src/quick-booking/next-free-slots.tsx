import { namedSlots } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { Skeleton } from '@vitalmed/ui-react';
import { useLiveFreeSlots } from '../agenda/use-agenda-live.ts';
import { type FreeSlot, trpc } from '../api/trpc.ts';
import { SlotList } from './slot-list.tsx';

const SLOTS_SHOWN = 12;

interface NextFreeSlotsProps {
  doctorId: number;
  specialtyId: number;
  /** Local date of the site, from which on they are looked for. */
  from: string;
  busy: boolean;
  chosenId: number | undefined;
  onPick(slot: FreeSlot): void;
}

/** The doctor's next free slots, for when the one that was wanted is gone. */
export function NextFreeSlots({ busy, chosenId, onPick, ...wanted }: NextFreeSlotsProps) {
  useLiveFreeSlots(wanted);
  const free = trpc.slots.find.useQuery({ ...wanted, limit: SLOTS_SHOWN }, { select: namedSlots });
  if (free.isPending) return <Skeleton className="h-20" />;
  return (
    <SlotList
      label={m.office_alternatives()}
      slots={free.data ?? []}
      busy={busy}
      preferredId={chosenId}
      onPick={onPick}
    />
  );
}
