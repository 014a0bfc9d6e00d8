import { getRouteApi, Link } from '@tanstack/react-router';
import { MAX_SLOT_MINUTES, MIN_SLOT_MINUTES } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  failureMessage,
  MultiCombobox,
  SelectField,
  Skeleton,
} from '@vitalmed/ui-react';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { type Catalog, trpc } from '../api/trpc.ts';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { HourRanges } from './hour-ranges.tsx';
import { MonthCalendar } from './month-calendar.tsx';
import { NumberField } from './number-field.tsx';
import { withDates, withoutDates } from './opening-dates.ts';
import {
  type DraftProblem,
  draftProblem,
  lengthForCount,
  MOST_DOCTORS,
  type OpeningDraft,
  slotsADay,
  toOpening,
} from './opening-draft.ts';
import { OpeningPreview } from './opening-preview.tsx';
import { useOpening } from './use-opening.ts';
import { WeekdayPattern } from './weekday-pattern.tsx';

const PREVIEW_PAUSE_MS = 250;
const MOST_SLOTS_A_DAY = 200;
const MORNING = { from: '09:00', to: '12:00' };

const PROBLEMS: Record<DraftProblem, () => string> = {
  doctors: m.office_missing_doctors,
  dates: m.office_missing_dates,
  ranges: m.office_missing_ranges,
  overlap: m.office_overlapping_ranges,
  length: m.office_bad_length,
  site: m.office_missing_site,
};

const route = getRouteApi('/abrir');

export function OpeningScreen() {
  const catalog = useCatalog();
  if (catalog.isError) {
    return <ErrorState message={failureMessage(catalog.error)} onRetry={() => void catalog.refetch()} />;
  }
  if (!catalog.data) return <Skeleton className="m-gutter h-96" />;
  return <OpeningForm catalog={catalog.data} />;
}

function OpeningForm({ catalog }: { catalog: Catalog }) {
  const search = route.useSearch();
  const today = todayIn(zoneOf(catalog));
  const work = useOpening();
  const [openedDate, setOpenedDate] = useState<string | null>(null);
  const [lengthTouched, setLengthTouched] = useState(false);
  const [draft, setDraft] = useState<OpeningDraft>(() => ({
    doctorIds: search.prof ? [search.prof] : [],
    dates: search.fecha && search.fecha >= today ? [search.fecha] : [],
    ranges: [MORNING],
    slotMinutes: catalog.doctors.find((doctor) => doctor.id === search.prof)?.slotMinutes ?? 20,
    siteId: catalog.sites[0]?.id ?? null,
    roomId: null,
    specialtyId: null,
  }));
  const settled = useDebounced(draft, PREVIEW_PAUSE_MS);
  const opening = toOpening(settled);
  const preview = trpc.schedules.preview.useQuery(
    opening ?? {
      doctorIds: [],
      dates: [],
      ranges: [],
      slotMinutes: 20,
      siteId: 0,
      roomId: null,
      specialtyId: null,
    },
    { enabled: opening !== null, placeholderData: (previous) => previous },
  );
  const problem = draftProblem(draft);
  const fresh = settled === draft && !preview.isFetching && !preview.isPlaceholderData;
  const ready = problem === null && fresh && preview.data?.totalClashes === 0;

  function change(patch: Partial<OpeningDraft>) {
    setDraft((current) => ({ ...current, ...patch }));
    setOpenedDate(null);
  }

  /** The first doctor brings their usual length, unless one was typed. */
  function changeDoctors(doctorIds: number[]) {
    const usual = catalog.doctors.find((doctor) => doctor.id === doctorIds[0])?.slotMinutes;
    const few = doctorIds.slice(0, MOST_DOCTORS);
    change({
      doctorIds: few,
      specialtyId: null,
      ...(usual && !lengthTouched && draft.doctorIds.length === 0 ? { slotMinutes: usual } : {}),
    });
  }

  function changeLength(slotMinutes: number | null) {
    if (slotMinutes === null) return;
    setLengthTouched(true);
    change({ slotMinutes });
  }

  async function open() {
    const request = toOpening(draft);
    if (!request || !ready || work.pending) return;
    const date = await work.open(request);
    if (!date) return;
    change({ dates: [] });
    setOpenedDate(date);
  }

  const site = catalog.sites.find((candidate) => candidate.id === draft.siteId);
  const shared = catalog.specialties.filter(({ id }) =>
    draft.doctorIds.every((doctorId) =>
      catalog.doctors.find((doctor) => doctor.id === doctorId)?.specialtyIds.includes(id),
    ),
  );
  return (
    <div className="mx-auto max-w-6xl p-gutter">
      <h1 className="mb-1">{m.office_open_title()}</h1>
      <p className="mb-5 text-muted">{m.office_open_hint()}</p>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <form
          aria-label={m.office_open_title()}
          className="grid gap-6 md:grid-cols-2"
          onSubmit={(event) => event.preventDefault()}
        >
          <div className="flex flex-col gap-5">
            <MultiCombobox
              label={m.office_doctors()}
              placeholder={m.office_doctors_placeholder()}
              choices={catalog.doctors.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.doctorIds}
              onChange={changeDoctors}
            />
            <HourRanges
              value={draft.ranges}
              error={problem === 'overlap' ? PROBLEMS.overlap() : undefined}
              onChange={(ranges) => change({ ranges })}
            />
            <div className="grid grid-cols-2 gap-3">
              <NumberField
                label={m.office_slot_minutes()}
                min={MIN_SLOT_MINUTES}
                max={MAX_SLOT_MINUTES}
                value={draft.slotMinutes}
                onChange={changeLength}
              />
              <NumberField
                label={m.office_slots_a_day()}
                min={1}
                max={MOST_SLOTS_A_DAY}
                value={slotsADay(draft)}
                onChange={(count) => changeLength(lengthForCount(draft.ranges, count))}
              />
            </div>
            <div className="grid grid-cols-2 gap-3">
              <SelectField
                label={m.office_site()}
                value={String(draft.siteId ?? '')}
                options={catalog.sites.map(({ id, name }) => ({ value: String(id), label: name }))}
                onChange={(event) => change({ siteId: Number(event.target.value), roomId: null })}
              />
              <SelectField
                label={m.office_room()}
                value={String(draft.roomId ?? '')}
                options={[
                  { value: '', label: m.office_no_room() },
                  ...(site?.rooms ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
                onChange={(event) => change({ roomId: Number(event.target.value) || null })}
              />
            </div>
            {draft.doctorIds.length > 0 && shared.length > 1 && (
              <SelectField
                label={m.office_specialty()}
                value={String(draft.specialtyId ?? '')}
                options={[
                  { value: '', label: m.office_usual_specialty() },
                  ...shared.map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
                onChange={(event) => change({ specialtyId: Number(event.target.value) || null })}
              />
            )}
          </div>
          <div className="flex flex-col gap-3">
            <p className="label mb-0">{m.office_dates()}</p>
            <MonthCalendar
              label={m.office_dates()}
              today={today}
              value={draft.dates}
              onAdd={(dates) => setDraft((now) => ({ ...now, dates: withDates(now.dates, dates) }))}
              onRemove={(dates) => setDraft((now) => ({ ...now, dates: withoutDates(now.dates, dates) }))}
            />
            <WeekdayPattern
              today={today}
              onAdd={(dates) => change({ dates: withDates(draft.dates, dates) })}
            />
            <p className="flex min-h-9 items-center justify-between text-sm">
              <span role="status">{m.office_dates_count({ count: draft.dates.length })}</span>
              {draft.dates.length > 0 && (
                <Button variant="ghost" className="px-2" onClick={() => change({ dates: [] })}>
                  {m.office_clear_dates()}
                </Button>
              )}
            </p>
          </div>
        </form>
        <section aria-label={m.office_preview()} className="card p-5 lg:sticky lg:top-4">
          <h2>{m.office_preview()}</h2>
          {openedDate && (
            <div className="mt-3">
              <Alert tone="success">
                {m.office_opened_note()}{' '}
                <Link to="/" search={{ fecha: openedDate }} className="link">
                  {m.office_see_in_agenda()}
                </Link>
              </Alert>
            </div>
          )}
          {problem !== null && (
            <EmptyState
              icon={<CalendarRange aria-hidden className="size-7" />}
              title={m.office_preview_empty()}
              hint={PROBLEMS[problem]()}
            />
          )}
          {problem === null && preview.isError && (
            <ErrorState message={failureMessage(preview.error)} onRetry={() => void preview.refetch()} />
          )}
          {problem === null && preview.isPending && <Skeleton className="mt-4 h-32" />}
          {problem === null && preview.data && (
            <>
              <p role="status" className="mt-1 text-muted">
                {m.office_total_slots({ count: preview.data.totalSlots })}
              </p>
              <div className="my-3 max-h-[45vh] overflow-y-auto" tabIndex={-1}>
                <OpeningPreview
                  catalog={catalog}
                  preview={preview.data}
                  stale={!fresh}
                  onDropDates={(dates) => change({ dates: withoutDates(draft.dates, dates) })}
                />
              </div>
              {work.error != null && <Alert tone="danger">{failureMessage(work.error)}</Alert>}
              <Button
                variant="primary"
                className="mt-3 w-full"
                aria-disabled={!ready || undefined}
                pending={work.pending}
                onClick={() => void open()}
              >
                {work.pending
                  ? m.office_opening_now({ count: preview.data.totalSlots })
                  : m.office_open_count({ count: preview.data.totalSlots })}
              </Button>
            </>
          )}
        </section>
      </div>
    </div>
  );
}
