import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { isLocalDate, type LocalDate } from '@vitalmed/core';
import { formatDateLong, formatDateTimeLong, m } from '@vitalmed/i18n';
import { createEffect, createMemo, Match, Show, Switch } from 'solid-js';
import { appointmentQuery } from '../api/appointments.ts';
import { known } from '../api/known.ts';
import { createSession } from '../api/session.ts';
import type { AppointmentView, SlotFilter } from '../api/trpc.ts';
import { SlotPicker } from '../search/slot-picker.tsx';
import { Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { SlotsSkeleton } from '../shell/skeletons.tsx';
import { CannotMove } from './cannot-move.tsx';

export default function ReschedulePage() {
  const params = useParams<{ id: string }>();
  const user = createSession();
  const navigate = useNavigate();
  const appointment = useQuery(() => ({ ...appointmentQuery(params.id), enabled: Boolean(user()) }));
  createEffect(() => {
    const back = encodeURIComponent(`/mis-turnos/${encodeURIComponent(params.id)}/cambiar`);
    if (user() === null) navigate(`/ingresar?volver=${back}`, { replace: true });
  });
  return (
    <Page title={m.portal_move_title()}>
      <h1>{m.portal_move_title()}</h1>
      <Switch fallback={<SlotsSkeleton />}>
        <Match when={appointment.isLoadingError}>
          <div class="mt-6">
            <Failed error={appointment.error} retry={() => void appointment.refetch()} />
          </div>
        </Match>
        <Match when={known(appointment)}>
          {(found) => (
            <Show
              when={found().canReschedule}
              fallback={
                <div class="mt-6">
                  <CannotMove of={found()} />
                </div>
              }
            >
              <ChooseNewSlot of={found()} />
            </Show>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

type Query = { dia?: string; desde?: string; todos?: string };

function ChooseNewSlot(props: { of: AppointmentView }) {
  const [query, setQuery] = useSearchParams<Query>();
  const anyDoctor = () => Boolean(query.todos);
  const filter = createMemo<SlotFilter>(() => ({
    specialtyId: props.of.specialty.id,
    doctorId: anyDoctor() ? undefined : props.of.doctor.id,
  }));
  const change = (part: Query) => setQuery(part, { replace: true, scroll: false });
  return (
    <>
      <p class="mt-4 rounded-card bg-brand-soft px-5 py-4">
        {m.portal_move_text({
          which: formatDateTimeLong(props.of.startsAt, props.of.site.timeZone),
          doctor: props.of.doctor.name,
        })}
      </p>
      <label class="mt-5 mb-6 flex min-h-control w-fit items-center gap-3 font-semibold">
        <input
          type="checkbox"
          class="size-6 shrink-0"
          checked={anyDoctor()}
          onChange={(event) => change({ todos: event.currentTarget.checked ? 'si' : '', dia: '', desde: '' })}
        />
        {m.portal_any_doctor_of({ specialty: props.of.specialty.name })}
      </label>
      <SlotPicker
        filter={filter()}
        from={dateOf(query.desde)}
        day={dateOf(query.dia)}
        onDay={(dia) => change({ dia })}
        onFrom={(desde) => change({ desde: desde ?? '', dia: '' })}
        hrefOf={(slot) => `/reservar/${slot.id}?cambia=${props.of.id}`}
        empty={(nextDate) => (
          <NoNewSlot
            whose={props.of.doctor.name}
            nextDate={nextDate}
            onFrom={(desde) => change({ desde, dia: '' })}
          />
        )}
      />
    </>
  );
}

function NoNewSlot(props: { whose: string; nextDate: LocalDate | null; onFrom: (date: LocalDate) => void }) {
  return (
    <div class="card p-6">
      <Show when={props.nextDate} fallback={<h2>{m.portal_empty_closed({ whose: props.whose })}</h2>}>
        {(next) => (
          <>
            <h2>{m.portal_empty_until({ whose: props.whose, date: formatDateLong(next()) })}</h2>
            <button type="button" class="btn btn-primary mt-4" onClick={() => props.onFrom(next())}>
              {m.portal_see_date({ date: formatDateLong(next()) })}
            </button>
          </>
        )}
      </Show>
      <p class="mt-3 text-muted">{m.portal_move_kept()}</p>
    </div>
  );
}

function dateOf(text: string | undefined): LocalDate | null {
  return isLocalDate(text) ? text : null;
}
