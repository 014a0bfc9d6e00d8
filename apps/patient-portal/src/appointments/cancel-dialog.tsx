import { useMutation } from '@tanstack/solid-query';
import { PATIENT_CANCEL_REASONS, type PatientCancelReason } from '@vitalmed/core';
import { cancelReasonLabel, formatDateTimeLong, m, reasonMessage } from '@vitalmed/i18n';
import { createSignal, For, onMount, Show } from 'solid-js';
import { refreshAppointments, rememberAppointment } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import type { AppointmentView } from '../api/trpc.ts';
import { api } from '../api/trpc.ts';
import { Failed } from '../shell/failed.tsx';
import { createJustAppeared, ignorePresses } from '../shell/just-appeared.ts';
import { notify } from '../shell/notices.tsx';
import { standingOf, standingTitle } from './standing.ts';

/**
 * Why, in one tap: the reason is the confirmation. Follows the appointment while it is open: what can't be cancelled any
 * more says so instead of asking.
 */
export function CancelDialog(props: {
  appointment: AppointmentView;
  onCancelled: () => void;
  onClose: () => void;
}) {
  let dialog: HTMLDialogElement | undefined;
  let heading: HTMLHeadingElement | undefined;
  const [done, setDone] = createSignal(false);
  onMount(() => {
    dialog?.showModal();
    heading?.focus();
  });
  const listens = createJustAppeared();
  // What lay under the dialog isn't pressed by the echo of what closed it.
  const closed = () => {
    const page = document.querySelector('main');
    if (page) ignorePresses(page);
    props.onClose();
    if (done()) props.onCancelled();
  };
  const title = () =>
    props.appointment.canCancel || done()
      ? m.portal_cancel_title()
      : standingTitle(standingOf(props.appointment, Date.now()));
  const which = () => formatDateTimeLong(props.appointment.startsAt, props.appointment.site.timeZone);
  const cancelling = useMutation(() => ({
    mutationFn: (reason: PatientCancelReason) =>
      api.appointments.cancel.mutate({
        id: props.appointment.id,
        revision: props.appointment.revision,
        reason,
      }),
    onSuccess: ({ appointment }: { appointment: AppointmentView }) => {
      setDone(true);
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
      ref={(element) => {
        dialog = element;
        listens(element);
      }}
      aria-labelledby="cancelar-titulo"
      class="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-card bg-surface p-6 text-ink shadow-dialog sm:p-8"
      onClose={closed}
      onClick={(event) => event.target === dialog && dialog?.close()}
    >
      <h2 ref={heading} id="cancelar-titulo" tabindex="-1">
        {title()}
      </h2>
      <Show
        when={props.appointment.canCancel || done()}
        fallback={<p class="mt-2 text-muted">{reasonMessage('not-allowed-now')}</p>}
      >
        <p class="mt-2 text-muted">
          {m.portal_cancel_text({ which: which(), doctor: props.appointment.doctor.name })}
        </p>
        <Reasons pending={cancelling.isPending} onChoose={(reason) => cancelling.mutate(reason)} />
        <Show when={cancelling.isError}>
          <div class="mt-4">
            <Failed error={cancelling.error} />
          </div>
        </Show>
      </Show>
      <button type="button" class="btn btn-primary mt-5 w-full" onClick={() => dialog?.close()}>
        {props.appointment.canCancel || done() ? m.portal_keep() : m.common_close()}
      </button>
    </dialog>
  );
}

function Reasons(props: { pending: boolean; onChoose: (reason: PatientCancelReason) => void }) {
  return (
    <ul class="mt-5 grid gap-2">
      <For each={PATIENT_CANCEL_REASONS}>
        {(reason) => (
          <li>
            <button
              type="button"
              class="btn btn-quiet w-full justify-start"
              aria-disabled={props.pending}
              onClick={() => !props.pending && props.onChoose(reason)}
            >
              {cancelReasonLabel(reason)}
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
