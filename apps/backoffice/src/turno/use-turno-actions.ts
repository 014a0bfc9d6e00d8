import { useQueryClient } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { readAnew, toast } from '@vitalmed/ui-react';
import { useCallback, useMemo } from 'react';
import { patchAppointment } from '../agenda/patch-day.ts';
import { refreshAgenda } from '../agenda/use-agenda-day.ts';
import {
  type AgendaAppointment,
  type AgendaDay,
  apiClient,
  type TransitionCommand,
  trpc,
} from '../api/trpc.ts';
import { COMMANDS } from './commands.ts';

/** As much of an appointment as an action needs. */
export interface TurnoRef {
  id: string;
  revision: number;
  patientName: string;
}

export interface MoveTarget {
  slotId: number;
  startsAt: string;
  timeZone: string;
  doctorName: string;
  specialtyName: string;
  siteName: string;
}

export interface TurnoActions {
  transition(turno: TurnoRef, command: TransitionCommand): Promise<void>;
  /** Moves the appointment; the slot it comes `from`, where known, lets the person take it back. */
  move(turno: TurnoRef, target: MoveTarget, from: MoveTarget | null): Promise<{ id: string } | null>;
  /** Ends what was booked by mistake: its slot is free again, with a record that it was undone. */
  undoBooking(turno: TurnoRef): Promise<void>;
  /** Takes a cancellation back: the same turno again, unless somebody took its slot meanwhile. */
  restore(turno: TurnoRef): Promise<void>;
  refresh(): Promise<void>;
}

/** The changes that several places make to an appointment: shown at once, told, and taken back when refused. */
export function useTurnoActions(): TurnoActions {
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();

  const refresh = useCallback(async () => {
    await Promise.all([
      refreshAgenda(queryClient),
      utils.appointments.get.invalidate(),
      utils.patients.get.invalidate(),
      utils.slots.invalidate(),
    ]);
  }, [queryClient, utils]);

  const transition = useCallback(
    async (turno: TurnoRef, command: TransitionCommand): Promise<void> => {
      const face = COMMANDS[command];
      const days = { queryKey: getQueryKey(trpc.agenda.day) };
      const show = (change: Partial<AgendaAppointment>) =>
        queryClient.setQueriesData<AgendaDay>(days, (day) => day && patchAppointment(day, turno.id, change));
      show({ status: face.leadsTo });
      try {
        const { appointment } = await apiClient.appointments.transition.mutate({
          id: turno.id,
          revision: turno.revision,
          command,
        });
        show({ revision: appointment.revision });
        const { undo } = face;
        toast.success(face.done(turno.patientName), {
          undo: undo && (() => void transition({ ...turno, revision: appointment.revision }, undo)),
        });
      } catch (error) {
        toast.failure(error, m.office_not_changed({ name: turno.patientName }));
        // What was shown at once isn't so, and no stream tells of what didn't happen.
        await readAnew(queryClient, days);
      }
      await refresh();
    },
    [queryClient, refresh],
  );

  const move = useCallback(
    async (turno: TurnoRef, target: MoveTarget, from: MoveTarget | null) => {
      try {
        const { appointment } = await apiClient.appointments.reschedule.mutate({
          id: turno.id,
          revision: turno.revision,
          slotId: target.slotId,
          idempotencyKey: crypto.randomUUID(),
        });
        const moved = { ...turno, id: appointment.id, revision: appointment.revision };
        toast.success(
          m.office_moved({
            name: turno.patientName,
            when: formatDateTimeShort(target.startsAt, target.timeZone),
          }),
          {
            detail: [target.doctorName, target.specialtyName, target.siteName].join(' · '),
            undo: from ? () => void move(moved, from, null) : undefined,
          },
        );
        await refresh();
        return { id: appointment.id };
      } catch (error) {
        toast.failure(error, m.office_not_moved({ name: turno.patientName }));
        await refresh();
        return null;
      }
    },
    [refresh],
  );

  const undoBooking = useCallback(
    async ({ id, revision, patientName: name }: TurnoRef) => {
      try {
        await apiClient.appointments.cancel.mutate({ id, revision, reason: 'undone', notify: true });
        toast.success(m.office_booked_undone({ name }));
      } catch (error) {
        toast.failure(error, m.office_booked_not_undone({ name }));
      }
      await refresh();
    },
    [refresh],
  );

  const restore = useCallback(
    async ({ id, revision, patientName: name }: TurnoRef) => {
      try {
        await apiClient.appointments.restore.mutate({ id, revision });
        toast.success(m.office_restored({ name }));
      } catch (error) {
        toast.failure(error, m.office_not_restored({ name }));
      }
      await refresh();
    },
    [refresh],
  );

  return useMemo(
    () => ({ transition, move, undoBooking, restore, refresh }),
    [transition, move, undoBooking, restore, refresh],
  );
}
