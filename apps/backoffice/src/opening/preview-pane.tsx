import { Link } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { Alert, Button, EmptyState, ErrorState, failureMessage, Skeleton } from '@vitalmed/ui-react';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { type Catalog, type Opening, trpc } from '../api/trpc.ts';
import { useDebounced } from '../app/use-debounced.ts';
import { type DraftProblem, draftProblem, toOpening } from './opening-draft.ts';
import { OpeningPreview } from './opening-preview.tsx';
import { useOpening } from './use-opening.ts';
import type { DraftWork } from './use-opening-draft.ts';

const PREVIEW_PAUSE_MS = 250;
/** Stands in the query's place while it is switched off. */
const NO_OPENING: Opening = {
  doctorIds: [],
  dates: [],
  ranges: [],
  slotMinutes: 0,
  siteId: 0,
  roomId: null,
  specialtyId: null,
  without: [],
};

const PROBLEMS: Record<DraftProblem, () => string> = {
  doctors: m.office_missing_doctors,
  dates: m.office_missing_dates,
  ranges: m.office_missing_ranges,
  overlap: m.office_overlapping_ranges,
  length: m.office_bad_length,
  site: m.office_missing_site,
};

interface PreviewPaneProps {
  catalog: Catalog;
  work: DraftWork;
}

/** What would be created, as the server sees it, and the one button that creates it. */
export function PreviewPane({ catalog, work: { draft, change, changeDates } }: PreviewPaneProps) {
  const creation = useOpening();
  const [openedDate, setOpenedDate] = useState<string | null>(null);
  const settled = useDebounced(draft, PREVIEW_PAUSE_MS);
  const opening = toOpening(settled);
  const preview = trpc.schedules.preview.useQuery(opening ?? NO_OPENING, {
    enabled: opening !== null,
    placeholderData: (previous) => previous,
  });
  const problem = draftProblem(draft);
  const fresh = settled === draft && !preview.isFetching && !preview.isPlaceholderData;
  const ready = problem === null && fresh && preview.data?.totalClashes === 0 && preview.data.totalSlots > 0;

  async function create() {
    const request = toOpening(draft);
    if (!request || !ready || creation.pending) return;
    const date = await creation.open(request);
    if (!date) return;
    changeDates(() => []);
    setOpenedDate(date);
  }

  return (
    <section aria-label={m.office_preview()} className="card p-5 lg:sticky lg:top-4">
      <h2>{m.office_preview()}</h2>
      {openedDate && draft.dates.length === 0 && (
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
          {creation.error != null && <Alert tone="danger">{failureMessage(creation.error)}</Alert>}
          <Button
            variant="primary"
            className="mt-3 w-full"
            aria-disabled={!ready || undefined}
            pending={creation.pending}
            onClick={() => void create()}
          >
            {creation.pending
              ? m.office_opening_now({ count: preview.data.totalSlots })
              : m.office_open_count({ count: preview.data.totalSlots })}
          </Button>
          <div className="mt-4">
            <OpeningPreview
              catalog={catalog}
              preview={preview.data}
              stale={!fresh}
              leftOut={draft.without.length}
              onLeaveOut={(days) => change({ without: [...draft.without, ...days] })}
              onBringBack={() => change({ without: [] })}
            />
          </div>
        </>
      )}
    </section>
  );
}
