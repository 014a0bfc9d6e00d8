import { useLocation, useNavigate, useParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { cancelReasonLabel, m } from '@vitalmed/i18n';
import CalendarPlus from 'lucide-solid/icons/calendar-plus';
import Check from 'lucide-solid/icons/check';
import { createEffect, Match, Show, Switch } from 'solid-js';
import { appointmentQuery, calendarFile } from '../api/appointments.ts';
import { failureOf } from '../api/failure.ts';
import { known } from '../api/known.ts';
import { createSession, forgetSession } from '../api/session.ts';
import type { AppointmentView } from '../api/trpc.ts';
import { type Standing, standingOf, standingTitle } from '../appointments/standing.ts';
import { StatusBadge, StatusIcon } from '../appointments/status-badge.tsx';
import { Failed } from '../shell/failed.tsx';
import { createJustAppeared } from '../shell/just-appeared.ts';
import { Outdated } from '../shell/outdated.tsx';
import { Page } from '../shell/page.tsx';
import { CardSkeleton } from '../shell/skeletons.tsx';
import { AppointmentTicket, BringNote } from './appointment-ticket.tsx';

/** What was done a moment ago, in the history's state: a bookmark or a reload later congratulates nobody. */
export type Done = 'booked' | 'moved';

/** `/reservado/:id`: one turno as it stands now, whenever its page is opened. */
export default function BookedPage() {
  const params = useParams<{ id: string }>();
  const location = useLocation<{ done?: Done }>();
  const navigate = useNavigate();
  const user = createSession();
  const answer = useQuery(() => ({ ...appointmentQuery(params.id), enabled: Boolean(user()) }));
  const turno = () => known(answer);
  const standing = () => {
    const found = turno();
    return found && standingOf(found, Date.now());
  };
  const done = () => (standing() === 'ahead' ? location.state?.done : undefined);
  const title = () =>
    answer.isLoadingError && failureOf(answer.error).reason === 'not-found'
      ? m.portal_turn_not_here()
      : titleOf(done(), standing());
  createEffect(() => {
    const back = encodeURIComponent(`/reservado/${encodeURIComponent(params.id)}`);
    if (user() === null) navigate(`/ingresar?volver=${back}`, { replace: true });
  });
  createEffect(() => {
    if (answer.isError && failureOf(answer.error).reason === 'session-required') forgetSession();
  });
  return (
    <Page title={title()} screen={params.id}>
      <div class="mx-auto max-w-2xl">
        <div class="mb-6 flex items-center gap-4">
          <Show when={turno()}>{(known) => <Mark of={known()} done={Boolean(done())} />}</Show>
          <div>
            <h1>{title()}</h1>
            <Show when={done() && user()}>
              {(owner) => <p class="mt-1 text-muted">{m.portal_mail_on_its_way({ email: owner().email })}</p>}
            </Show>
            <Show when={!done() && turno()}>
              {(known) => (
                <p class="mt-2">
                  <StatusBadge status={known().status} />
                </p>
              )}
            </Show>
          </div>
        </div>
        <Switch fallback={<CardSkeleton class="h-72" />}>
          <Match when={answer.isLoadingError}>
            <Failed error={answer.error} retry={() => void answer.refetch()} />
            <p class="mt-5">
              <a class="link" href="/mis-turnos">
                {m.portal_go_to_mine()}
              </a>
            </p>
          </Match>
          <Match when={turno()}>
            {(known) => (
              <>
                <Outdated
                  when={answer.isRefetchError}
                  since={answer.dataUpdatedAt}
                  timeZone={known().site.timeZone}
                />
                <Turno of={known()} standing={standingOf(known(), Date.now())} />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  );
}

function titleOf(done: Done | undefined, standing: Standing | undefined): string {
  if (done) return done === 'moved' ? m.portal_moved_title() : m.portal_booked_title();
  return standingTitle(standing ?? 'ahead');
}

function Mark(props: { of: AppointmentView; done: boolean }) {
  return (
    <span
      class="grid size-14 shrink-0 place-items-center rounded-full"
      classList={{ 'bg-accent text-on-accent': props.done, 'bg-sunk text-muted': !props.done }}
    >
      <Show when={props.done} fallback={<StatusIcon status={props.of.status} size={28} />}>
        <Check size={30} stroke-width={3} aria-hidden="true" />
      </Show>
    </span>
  );
}

function Turno(props: { of: AppointmentView; standing: Standing }) {
  const toCome = () => props.standing === 'ahead' || props.standing === 'now';
  return (
    <>
      <AppointmentTicket of={props.of} label={toCome() ? m.portal_your_turn() : undefined}>
        <Show when={props.standing === 'ahead'}>
          <BringNote />
        </Show>
        <Show when={props.standing === 'cancelled' && props.of.cancellation}>
          {(ended) => <p class="mt-5 text-muted">{cancelReasonLabel(ended().reason)}</p>}
        </Show>
      </AppointmentTicket>
      {/* What booked it isn't heard here again. */}
      <div ref={createJustAppeared()} class="mt-6 flex flex-wrap gap-3" data-print="no">
        <Show when={toCome()}>
          <a class="btn btn-primary" href={calendarFile(props.of.id)} download="" rel="external">
            <CalendarPlus size={20} aria-hidden="true" />
            {m.portal_add_to_calendar()}
          </a>
        </Show>
        <Show when={props.of.rescheduledToId}>
          {(id) => (
            <a class="btn btn-primary" href={`/reservado/${id()}`}>
              {m.portal_see_new_turn()}
            </a>
          )}
        </Show>
        <a class="btn btn-quiet" href="/mis-turnos">
          {m.portal_go_to_mine()}
        </a>
        <a class="btn btn-ghost" href="/">
          {m.portal_book_another()}
        </a>
      </div>
    </>
  );
}
