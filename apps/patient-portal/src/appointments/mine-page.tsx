import { Key } from '@solid-primitives/keyed';
import { useNavigate } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { m } from '@vitalmed/i18n';
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { mineQuery } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import { known } from '../api/known.ts';
import { createSession, forgetSession } from '../api/session.ts';
import type { AppointmentView, OwnAppointments } from '../api/trpc.ts';
import { Failed } from '../shell/failed.tsx';
import { Outdated } from '../shell/outdated.tsx';
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
  const lists = () => known(mine);
  const all = () => {
    const { upcoming, cancelled, past } = lists() ?? { upcoming: [], cancelled: [], past: [] };
    return [...upcoming, ...cancelled, ...past];
  };
  let heading: HTMLHeadingElement | undefined;
  const [cancellingId, setCancellingId] = createSignal<string | null>(null);
  // As it stands now, not as it stood when the dialog opened.
  const cancelling = () => all().find(({ id }) => id === cancellingId());
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
          <Match when={mine.isLoadingError}>
            <Failed error={mine.error} retry={() => void mine.refetch()} />
          </Match>
          <Match when={lists()}>
            {(known) => (
              <>
                <Outdated
                  when={mine.isRefetchError}
                  since={mine.dataUpdatedAt}
                  timeZone={all()[0]?.site.timeZone ?? 'UTC'}
                />
                <Lists
                  of={known()}
                  email={user()?.email ?? ''}
                  onCancel={({ id }) => setCancellingId(id)}
                  onBrought={() => heading?.focus()}
                />
              </>
            )}
          </Match>
        </Switch>
      </div>
      <Show when={cancelling()}>
        {(appointment) => (
          <CancelDialog
            appointment={appointment()}
            onCancelled={() => heading?.focus()}
            onClose={() => setCancellingId(null)}
          />
        )}
      </Show>
    </Page>
  );
}

function Lists(props: {
  of: OwnAppointments;
  email: string;
  onCancel: (appointment: AppointmentView) => void;
  onBrought: () => void;
}) {
  return (
    <>
      <Key
        each={props.of.upcoming.slice(0, 1)}
        by="id"
        fallback={<NothingAhead ofAccount={!props.of.accountProven} />}
      >
        {(next) => <NextAppointment of={next()} onCancel={() => props.onCancel(next())} />}
      </Key>
      <Show when={props.of.upcoming.length > 1}>
        <h2 class="mt-10">{m.portal_upcoming()}</h2>
        <ul class="mt-4 grid gap-3">
          <Key each={props.of.upcoming.slice(1)} by="id">
            {(appointment) => (
              <li>
                <UpcomingAppointment of={appointment()} onCancel={() => props.onCancel(appointment())} />
              </li>
            )}
          </Key>
        </ul>
      </Show>
      <Show when={!props.of.accountProven}>
        <BringAppointments email={props.email} onBrought={props.onBrought} />
      </Show>
      <Closed title={m.portal_cancelled_ahead()} of={props.of.cancelled} />
      <Closed title={m.portal_past()} of={props.of.past} />
    </>
  );
}

function Closed(props: { title: string; of: AppointmentView[] }) {
  return (
    <Show when={props.of.length > 0}>
      <h2 class="mt-10">{props.title}</h2>
      <ul class="card mt-4 divide-y divide-line">
        <Key each={props.of} by="id">
          {(appointment) => (
            <li>
              <PastAppointment of={appointment()} />
            </li>
          )}
        </Key>
      </ul>
    </Show>
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
