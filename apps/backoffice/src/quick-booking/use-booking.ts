import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { detailsOf, reasonOf, toast } from '@vitalmed/ui-react';
import { useRef, useState } from 'react';
import * as z from 'zod/mini';
import { apiClient, type FreeSlot } from '../api/trpc.ts';
import { useTurnoActions } from '../turno/use-turno-actions.ts';

export type Channel = 'phone' | 'desk';

interface Request {
  slotId: number;
  patientId: string;
  patientName: string;
  channel: Channel;
}

/** Enough to tell the alternatives apart and name them; the API sends the whole slot. */
const named = z.object({ id: z.number(), name: z.string() });
const alternativesSchema = z.object({
  alternatives: z.array(
    z.object({
      id: z.number(),
      startsAt: z.string(),
      endsAt: z.string(),
      date: z.string(),
      doctor: named,
      specialty: named,
      site: z.object({ id: z.number(), name: z.string(), address: z.string(), timeZone: z.string() }),
    }),
  ),
});

interface Booking {
  pending: boolean;
  error: unknown;
  /** Free slots near the one that somebody else took. */
  alternatives: FreeSlot[];
  /** The id of the new appointment, or null when it was refused; `error` then says why. */
  book(request: Request): Promise<string | null>;
}

/** Books one slot. The same request sent again after a lost connection is the same booking, not a second one. */
export function useBooking(): Booking {
  const { refresh, undoBooking } = useTurnoActions();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keys = useRef(new Map<string, string>());

  async function book({ slotId, patientId, patientName, channel }: Request): Promise<string | null> {
    const intent = `${slotId}|${patientId}|${channel}`;
    const idempotencyKey = keys.current.get(intent) ?? crypto.randomUUID();
    keys.current.set(intent, idempotencyKey);
    setPending(true);
    setError(null);
    try {
      const { appointment } = await apiClient.appointments.book.mutate({
        slotId,
        patientId,
        channel,
        idempotencyKey,
      });
      keys.current.delete(intent);
      const { id, revision, doctor, specialty, site } = appointment;
      toast.success(m.office_booked_done({ name: patientName }), {
        detail: [
          formatDateTimeShort(appointment.startsAt, site.timeZone),
          doctor.name,
          specialty.name,
          site.name,
        ].join(' · '),
        undo: () => void undoBooking({ id, revision, patientName }),
      });
      return id;
    } catch (cause) {
      // An answered refusal is final; only silence keeps the key, to ask for the very same booking again.
      if (reasonOf(cause) !== null) keys.current.delete(intent);
      setError(cause);
      return null;
    } finally {
      setPending(false);
      void refresh();
    }
  }

  const details = alternativesSchema.safeParse(detailsOf(error));
  return { pending, error, alternatives: details.success ? details.data.alternatives : [], book };
}
