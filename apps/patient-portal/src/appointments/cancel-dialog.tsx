import { useMutation } from '@tanstack/solid-query';
import { PATIENT_CANCEL_REASONS, type PatientCancelReason } from '@vitalmed/core';
import { cancelReasonLabel, formatDateTimeLong, m } from '@vitalmed/i18n';
import { For, onMount, Show } from 'solid-js';
import { refreshAppointments, rememberAppointment } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import type { AppointmentView } from '../api/trpc.ts';
import { api } from '../api/trpc.ts';
import { Failed } from '../shell/failed.tsx';
import { notify } from '../shell/notices.tsx';

/** Why, in one tap: the reason is the confirmation. */
export function CancelDialog(props: { appointment: AppointmentView; onClose: () => void }) {
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  const which = () => formatDateTimeLong(props.appointment.startsAt, props.appointment.site.timeZone);
  const cancelling = useMutation(() => ({
    mutationFn: (reason: PatientCancelReason) =>
      api.appointments.cancel.mutate({
        id: props.appointment.id,
        revision: props.appointment.revision,
        reason,
      }),
    onSuccess: ({ appointment }: { appointment: AppointmentView }) => {
      rememberAppointment(appointment);
      notify({
        text: m.portal_cancelled({ which: which() }),
        link: { label: m.portal_book_another(), href: '/' },
      });
      dialog?.close();
    },
    onError: (error: unknown) => {
      if (failureOf(error).reason === 'appointment-changed') void refreshAppointments();
    },
  }));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside closes; the Escape key does so by itself
    <dialog
      ref={dialog}
      aria-labelledby="cancelar-titulo"
      class="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-card bg-surface p-6 text-ink shadow-dialog sm:p-8"
      onClose={() => props.onClose()}
      onClick={(event) => event.target === dialog && dialog?.close()}
    >
      <h2 id="cancelar-titulo">{m.portal_cancel_title()}</h2>
      <p class="mt-2 text-muted">
        {m.portal_cancel_text({ which: which(), doctor: props.appointment.doctor.name })}
      </p>
      <ul class="mt-5 grid gap-2">
        <For each={PATIENT_CANCEL_REASONS}>
          {(reason) => (
            <li>
              <button
                type="button"
                class="btn btn-quiet w-full justify-start"
                disabled={cancelling.isPending}
                onClick={() => cancelling.mutate(reason)}
              >
                {cancelReasonLabel(reason)}
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={cancelling.isError}>
        <div class="mt-4">
          <Failed error={cancelling.error} />
        </div>
      </Show>
      <button type="button" class="btn btn-primary mt-5 w-full" onClick={() => dialog?.close()}>
        {m.portal_keep()}
      </button>
    </dialog>
  );
}
