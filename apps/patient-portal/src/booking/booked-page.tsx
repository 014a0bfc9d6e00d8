import { useParams, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { m } from '@vitalmed/i18n';
import CalendarPlus from 'lucide-solid/icons/calendar-plus';
import Check from 'lucide-solid/icons/check';
import { Match, Show, Switch } from 'solid-js';
import { appointmentQuery, calendarFile } from '../api/appointments.ts';
import { createSession } from '../api/session.ts';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { CardSkeleton } from '../shell/skeletons.tsx';
import { AppointmentTicket, BringNote } from './appointment-ticket.tsx';

export default function BookedPage() {
  const params = useParams<{ id: string }>();
  const [query] = useSearchParams<{ cambiado?: string }>();
  const user = createSession();
  const appointment = useQuery(() => appointmentQuery(params.id));
  const title = () => (query.cambiado ? m.portal_moved_title() : m.portal_booked_title());
  return (
    <Page title={title()}>
      <div class="mx-auto max-w-2xl">
        <div class="mb-6 flex items-center gap-4">
          <span class="grid size-14 shrink-0 place-items-center rounded-full bg-accent text-on-accent">
            <Check size={30} stroke-width={3} aria-hidden="true" />
          </span>
          <div>
            <h1>{title()}</h1>
            <Show when={user()}>
              {(known) => <p class="mt-1 text-muted">{m.portal_mail_on_its_way({ email: known().email })}</p>}
            </Show>
          </div>
        </div>
        <Switch fallback={<CardSkeleton class="h-72" />}>
          <Match when={appointment.isError}>
            <Failed error={appointment.error} retry={() => void appointment.refetch()} />
          </Match>
          <Match when={appointment.isSuccess && appointment.data}>
            {(booked) => (
              <>
                <AppointmentTicket of={booked()} label={m.portal_your_turn()}>
                  <BringNote />
                </AppointmentTicket>
                <div class="mt-6 flex flex-wrap gap-3" data-print="no">
                  <a class="btn btn-primary" href={calendarFile(booked().id)} download="" rel="external">
                    <CalendarPlus size={20} aria-hidden="true" />
                    {m.portal_add_to_calendar()}
                  </a>
                  <a class="btn btn-quiet" href="/mis-turnos">
                    {m.portal_go_to_mine()}
                  </a>
                  <a class="btn btn-ghost" href="/">
                    {m.portal_book_another()}
                  </a>
                </div>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  );
}
