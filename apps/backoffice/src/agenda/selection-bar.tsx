import { m } from '@vitalmed/i18n';
import { Button } from '@vitalmed/ui-react';
import { Lock, LockOpen } from 'lucide-react';
import { useId, useState } from 'react';
import type { AgendaSlot } from '../api/trpc.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import type { SlotBlocking } from './use-slot-blocking.ts';

interface SelectionBarProps {
  slots: readonly AgendaSlot[];
  blocking: SlotBlocking;
  onClear(): void;
}

export function SelectionBar({ slots, blocking, onClear }: SelectionBarProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const free = slots.filter((slot) => slot.status === 'free').length;
  const blocked = slots.length - free;

  useShortcuts({ escape: onClear });

  async function finish(work: Promise<void>) {
    await work;
    onClear();
  }

  return (
    <section
      aria-label={m.office_selection()}
      className="flex flex-wrap items-center gap-3 border-line border-t bg-accent-soft px-gutter py-2"
    >
      <p role="status" className="font-semibold text-accent-ink">
        {m.office_selected({ count: slots.length })}
      </p>
      {free > 0 && (
        <form
          className="contents"
          onSubmit={(event) => {
            event.preventDefault();
            void finish(blocking.block(slots, reason.trim() || undefined));
          }}
        >
          <label htmlFor={id} className="sr-only">
            {m.office_block_reason()}
          </label>
          <input
            id={id}
            className="input w-72"
            placeholder={m.office_block_reason()}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="submit" variant="primary">
            <Lock aria-hidden className="size-4" />
            {m.office_block_count({ count: free })}
          </Button>
        </form>
      )}
      {blocked > 0 && (
        <Button onClick={() => void finish(blocking.release(slots))}>
          <LockOpen aria-hidden className="size-4" />
          {m.office_release_count({ count: blocked })}
        </Button>
      )}
      <Button variant="ghost" aria-keyshortcuts="Escape" onClick={onClear}>
        {m.office_clear_selection()}
      </Button>
    </section>
  );
}
