import { useQueryClient } from '@tanstack/react-query';
import { m } from '@vitalmed/i18n';
import { toast } from '@vitalmed/ui-react';
import { useMemo } from 'react';
import { type AgendaSlot, apiClient, trpc } from '../api/trpc.ts';
import { refreshAgenda } from './use-agenda-day.ts';

export interface SlotBlocking {
  block(slots: readonly AgendaSlot[], reason?: string): Promise<void>;
  release(slots: readonly AgendaSlot[]): Promise<void>;
  /** Blocks what is free, or releases when everything given is blocked already. */
  toggle(slots: readonly AgendaSlot[]): Promise<void>;
}

const idsOf = (slots: readonly AgendaSlot[], status: AgendaSlot['status']) =>
  slots.flatMap((slot) => (slot.status === status && slot.id !== null ? [slot.id] : []));

export function useSlotBlocking(): SlotBlocking {
  const client = useQueryClient();
  const utils = trpc.useUtils();
  return useMemo(() => {
    const refresh = () => Promise.all([refreshAgenda(client), utils.slots.invalidate()]);

    async function releaseIds(slotIds: number[]) {
      try {
        const { released } = await apiClient.slots.release.mutate({ slotIds });
        toast.success(m.office_released({ count: released }));
      } catch (error) {
        toast.failure(error, m.office_not_released());
      }
      await refresh();
    }

    async function block(slots: readonly AgendaSlot[], reason = m.office_block_reason_default()) {
      const slotIds = idsOf(slots, 'free');
      try {
        const { withdrawn } = await apiClient.slots.withdraw.mutate({ slotIds, reason });
        toast.success(m.office_blocked({ count: withdrawn }), { undo: () => void releaseIds(slotIds) });
      } catch (error) {
        toast.failure(error, m.office_not_blocked());
      }
      await refresh();
    }

    const release = (slots: readonly AgendaSlot[]) => releaseIds(idsOf(slots, 'withdrawn'));
    return {
      block,
      release,
      toggle: (slots) => (idsOf(slots, 'free').length > 0 ? block(slots) : release(slots)),
    };
  }, [client, utils]);
}
