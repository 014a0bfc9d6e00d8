import { useNavigate } from '@solidjs/router';
import { useMutation } from '@tanstack/solid-query';
import { formatDateTimeLong, m, refusalMessage } from '@vitalmed/i18n';
import ArrowDown from 'lucide-solid/icons/arrow-down';
import { createComputed, Match, onMount, Show, Switch } from 'solid-js';
import { refreshAppointments, rememberAppointment } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import { forgetSession } from '../api/session.ts';
import { refreshSlots, rememberSlot } from '../api/slots.ts';
import type { AppointmentView, FreeSlot, User } from '../api/trpc.ts';
import { api } from '../api/trpc.ts';
import { CannotMove } from '../appointments/cannot-move.tsx';
import { Failed } from '../shell/failed.tsx';
import { createJustAppeared } from '../shell/just-appeared.ts';
import { AppointmentTicket } from './appointment-ticket.tsx';
import type { Done } from './booked-page.tsx';
import { Identify } from './identify.tsx';
import { SlotLost } from './slot-lost.tsx';

/** The element that says when, with whom and where. */
export const CHOSEN_SLOT = 'turno-elegido';

const LOST = new Set(['slot-taken', 'slot-withdrawn', 'slot-past']);

export function BookSlot(props: {
  slot: FreeSlot;
  refusal: string | null;
  alternatives: FreeSlot[];
  replaces: AppointmentView | null;
  moving: string | null;
  user: User | null | undefined;
}) {
  const navigate = useNavigate();
  // One key for every try on this slot: pressing again after a lost connection can't book twice.
  const idempotencyKey = crypto.randomUUID();
  const booking = useMutation(() => ({
    mutationFn: () => askFor(props.slot.id, props.replaces, idempotencyKey),
    onSuccess: ({ appointment }: { appointment: AppointmentView }) => {
      rememberAppointment(appointment);
      const done: Done = props.replaces ? 'moved' : 'booked';
      navigate(`/reservado/${appointment.id}`, { replace: true, state: { done } });
    },
    onError: (error: unknown) => afterRefusal(failureOf(error).reason),
  }));
  const failure = () => (booking.isError ? failureOf(booking.error) : null);
  const lost = () => {
    const refused = failure();
    if (refused && LOST.has(refused.reason)) return refused;
    return props.refusal && !asked() ? { reason: props.refusal, alternatives: [], details: null } : null;
  };
  const asked = () => booking.isPending || booking.isSuccess;
  const unmovable = () => (props.replaces?.canReschedule || asked() ? null : props.replaces);
  // Who signs in on this screen goes on at its next step.
  let identified = false;
  createComputed(() => {
    if (props.user === null) identified = true;
  });
  const alternatives = () =>
    lost()?.alternatives.length ? (lost()?.alternatives ?? []) : props.alternatives;
  // From the address, where anybody may have written it.
  const moving = () => props.moving && encodeURIComponent(props.moving);
  const hrefOf = (slot: FreeSlot) => `/reservar/${slot.id}${moving() ? `?cambia=${moving()}` : ''}`;

  return (
    <Switch>
      <Match when={lost()}>
        {(refused) => (
          <SlotLost
            reason={refused().reason}
            message={refusalMessage(refused().reason, refused().details)}
            alternatives={alternatives()}
            searchHref={moving() ? `/mis-turnos/${moving()}/cambiar` : '/'}
            onChoose={(slot) => {
              rememberSlot(slot);
              navigate(hrefOf(slot), { replace: true });
            }}
          />
        )}
      </Match>
      <Match when={unmovable()}>{(old) => <CannotMove of={old()} />}</Match>
      <Match when={!lost()}>
        <Show when={props.replaces}>{(old) => <OldAppointment of={old()} />}</Show>
        <AppointmentTicket
          of={props.slot}
          label={props.replaces ? m.portal_new_hour() : m.portal_your_hour()}
        />
        <Show when={failure()}>
          <div class="mt-5">
            <Failed error={booking.error} />
          </div>
        </Show>
        <Show when={props.user !== undefined}>
          <Show when={props.user} fallback={<Identify />}>
            {(user) => (
              <Confirm
                user={user()}
                pending={asked()}
                moving={props.replaces !== null}
                takesFocus={identified}
                onConfirm={() => booking.mutate()}
              />
            )}
          </Show>
        </Show>
      </Match>
    </Switch>
  );
}

function askFor(slotId: number, replaces: AppointmentView | null, idempotencyKey: string) {
  return replaces
    ? api.appointments.reschedule.mutate({
        id: replaces.id,
        revision: replaces.revision,
        slotId,
        idempotencyKey,
      })
    : api.appointments.book.mutate({ slotId, idempotencyKey });
}

/** What the refusal tells about the rest of the screen. */
function afterRefusal(reason: string): void {
  if (reason === 'session-required') forgetSession();
  if (reason === 'appointment-changed') void refreshAppointments();
  if (LOST.has(reason)) void refreshSlots();
}

function Confirm(props: {
  user: User;
  pending: boolean;
  moving: boolean;
  takesFocus: boolean;
  onConfirm: () => void;
}) {
  let button: HTMLButtonElement | undefined;
  onMount(() => props.takesFocus && button?.focus({ preventScroll: true }));
  return (
    <div ref={createJustAppeared()} class="mt-6">
      <p class="mb-4 text-muted">
        {m.portal_booking_as({
          name: `${props.user.firstName} ${props.user.lastName}`,
          email: props.user.email,
        })}
      </p>
      <button
        ref={button}
        type="button"
        class="btn btn-primary w-full py-3 text-lg sm:w-auto sm:min-w-72"
        aria-describedby={CHOSEN_SLOT}
        // Disabled outright it would let the focus fall.
        aria-disabled={props.pending}
        onClick={() => !props.pending && props.onConfirm()}
      >
        {props.pending
          ? m.portal_one_moment()
          : props.moving
            ? m.portal_move_submit()
            : m.portal_book_submit()}
      </button>
    </div>
  );
}

function OldAppointment(props: { of: AppointmentView }) {
  return (
    <div class="mb-3">
      <p class="rounded-card border border-line bg-sunk px-6 py-4 text-muted">
        <span class="block text-sm font-semibold">{m.portal_old_hour()}</span>
        <span class="text-lg first-letter:uppercase">
          {formatDateTimeLong(props.of.startsAt, props.of.site.timeZone)}, {props.of.doctor.name}
        </span>
      </p>
      <ArrowDown size={24} class="mx-auto mt-3 text-muted" aria-hidden="true" />
    </div>
  );
}
