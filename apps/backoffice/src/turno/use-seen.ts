import { useState } from 'react';
import type { AppointmentFile } from '../api/trpc.ts';

export type TurnoChange = AppointmentFile['history'][number];

interface Seen {
  /** The file as it was when the form opened: what the person decides on. */
  seen: AppointmentFile;
  /** What others did to the turno since then, oldest first. */
  changes: readonly TurnoChange[];
  /** After a refusal has told what changed: goes on from how it is now, and still says what that was. */
  accept(now: AppointmentFile): void;
}

/** A form about a turno stays with what the person saw, however the file changes beneath it. */
export function useSeen(file: AppointmentFile): Seen {
  const [{ seen, told }, setSeen] = useState({ seen: file, told: [] as readonly TurnoChange[] });
  const changed = file.appointment.revision !== seen.appointment.revision;
  return {
    seen,
    changes: changed ? file.history.slice(seen.history.length) : told,
    accept: (now) =>
      setSeen((before) => ({ seen: now, told: now.history.slice(before.seen.history.length) })),
  };
}
