import { m } from '@vitalmed/i18n';
import { reasonOf, toast } from '@vitalmed/ui-react';
import { useRef, useState } from 'react';
import { apiClient, type Opening, trpc } from '../api/trpc.ts';

interface OpeningWork {
  pending: boolean;
  error: unknown;
  /** The first date that was opened, to look at it; null when nothing was. */
  open(opening: Opening): Promise<string | null>;
}

/** Creates schedules once, however often the same request is sent, and offers to take them back. */
export function useOpening(): OpeningWork {
  const utils = trpc.useUtils();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = useRef<{ intent: string; key: string } | null>(null);

  const refresh = () =>
    Promise.all([utils.agenda.invalidate(), utils.schedules.invalidate(), utils.slots.invalidate()]);

  async function undo(scheduleIds: number[]) {
    try {
      const { removed } = await apiClient.schedules.undoOpening.mutate({ scheduleIds });
      toast.success(m.office_opening_undone({ count: removed }));
    } catch (cause) {
      toast.failure(cause, m.office_opening_not_undone());
    }
    await refresh();
  }

  async function open(opening: Opening): Promise<string | null> {
    const intent = JSON.stringify(opening);
    if (attempt.current?.intent !== intent) attempt.current = { intent, key: crypto.randomUUID() };
    setPending(true);
    setError(null);
    try {
      const { schedules, slots } = await apiClient.schedules.open.mutate({
        ...opening,
        idempotencyKey: attempt.current.key,
      });
      attempt.current = null;
      toast.success(m.office_opened({ count: slots }), {
        undo: () => void undo(schedules.map((schedule) => schedule.id)),
      });
      await refresh();
      return schedules.map((schedule) => schedule.date).sort()[0] ?? null;
    } catch (cause) {
      // An answered refusal is final; only silence keeps the key, to ask for the very same opening again.
      if (reasonOf(cause) !== null) attempt.current = null;
      setError(cause);
      return null;
    } finally {
      setPending(false);
    }
  }

  return { pending, error, open };
}
