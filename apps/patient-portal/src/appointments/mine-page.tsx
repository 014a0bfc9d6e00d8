import { Key } from '@solid-primitives/keyed';
import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { m } from '@vitalmed/i18n';
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { mineQuery } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import { createSession, forgetSession } from '../api/session.ts';
import type { AppointmentView } from '../api/trpc.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { CardSkeleton } from '../shell/skeletons.tsx';
import { BringAppointments } from './bring-appointments.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { NextAppointment } from './next-appointment.tsx';
import { PastAppointment } from './past-appointment.tsx';
import { UpcomingAppointment } from './upcoming-appointment.tsx';

export default function MinePage() {
  const user = createSession();
  const navigate = useNavigate();
  const mine = useQuery(() => ({ ...mineQuery, enabled: Boolean(user()) }));
  let heading: HTMLHeadingElement | undefined;
  const [cancelling, setCancelling] = createSignal<AppointmentView | null>(null);
  createEffect(() => {
    if (user() === null) navigate('/ingresar?volver=/mis-turnos', { replace: true });
  });
  createEffect(() => {
    if (mine.isError && failureOf(mine.error).reason === 'session-required') forgetSession();
  });
  return (
    <Page title={m.portal_my_appointments()}>
      <h1 ref={heading} tabindex="-1">
        {m.portal_my_appointments()}
      </h1>
      <div class="mt-6">
        <Switch fallback={<CardSkeleton class="h-80" />}>
          <Match when={mine.isError}>
            <Failed error={mine.error} retry={() => void mine.refetch()} />
          </Match>
          <Match when={mine.isSuccess && mine.data}>
            {(lists) => (
              <Lists
                email={user()?.email ?? ''}
                upcoming={lists().upcoming}
                past={lists().past}
                accountProven={lists().accountProven}
                onCancel={setCancelling}
                onBrought={() => heading?.focus()}
              />
            )}
          </Match>
        </Switch>
      </div>
      <Show when={cancelling()}>
        {(appointment) => <CancelDialog appointment={appointment()} onClose={() => setCancelling(null)} />}
      </Show>
    </Page>
  );
}

function Lists(props: {
  email: string;
  upcoming: AppointmentView[];
  past: AppointmentView[];
  accountProven: boolean;
  onCancel: (appointment: AppointmentView) => void;
  onBrought: () => void;
}) {
  return (
    <>
      <Key
        each={props.upcoming.slice(0, 1)}
        by="id"
        fallback={<NothingAhead ofAccount={!props.accountProven} />}
      >
        {(next) => <NextAppointment of={next()} onCancel={() => props.onCancel(next())} />}
      </Key>
      <Show when={props.upcoming.length > 1}>
        <h2 class="mt-10">{m.portal_upcoming()}</h2>
        <ul class="mt-4 grid gap-3">
          <Key each={props.upcoming.slice(1)} by="id">
            {(appointment) => (
              <li>
                <UpcomingAppointment of={appointment()} onCancel={() => props.onCancel(appointment())} />
              </li>
            )}
          </Key>
        </ul>
      </Show>
      <Show when={!props.accountProven}>
        <BringAppointments email={props.email} onBrought={props.onBrought} />
      </Show>
      <Show when={props.past.length > 0}>
        <h2 class="mt-10">{m.portal_past()}</h2>
        <ul class="card mt-4 divide-y divide-line">
          <Key each={props.past} by="id">
            {(appointment) => (
              <li>
                <PastAppointment of={appointment()} />
              </li>
            )}
          </Key>
        </ul>
      </Show>
    </>
  );
}

/** Of an account that isn't proven nobody knows whether the clinic keeps more: it says no more than it knows. */
function NothingAhead(props: { ofAccount: boolean }) {
  return (
    <div class="card p-6 sm:p-8">
      <h2>{props.ofAccount ? m.portal_nothing_with_account() : m.portal_nothing_ahead()}</h2>
      <p class="mt-2 text-muted">
        {props.ofAccount ? m.portal_nothing_with_account_hint() : m.portal_nothing_ahead_hint()}
      </p>
      <a class="btn btn-primary mt-5" href="/">
        {m.portal_search_appointment()}
      </a>
    </div>
  );
}
