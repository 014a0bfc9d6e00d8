import { getRouteApi } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { ErrorState, failureMessage, Skeleton } from '@vitalmed/ui-react';
import type { Catalog } from '../api/trpc.ts';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import { OpeningCalendar } from './opening-calendar.tsx';
import { OpeningFields } from './opening-fields.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { useOpeningDraft } from './use-opening-draft.ts';

const route = getRouteApi('/abrir');

export function OpeningScreen() {
  const catalog = useCatalog();
  if (catalog.isError && !catalog.data) {
    return <ErrorState message={failureMessage(catalog.error)} onRetry={() => void catalog.refetch()} />;
  }
  if (!catalog.data) return <Skeleton className="m-gutter h-96" />;
  return <OpeningForm catalog={catalog.data} />;
}

function OpeningForm({ catalog }: { catalog: Catalog }) {
  const { prof, fecha } = route.useSearch();
  const today = todayIn(zoneOf(catalog));
  const work = useOpeningDraft(catalog, {
    doctorId: prof,
    date: fecha && fecha >= today ? fecha : undefined,
  });
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
          <OpeningFields catalog={catalog} work={work} />
          <OpeningCalendar today={today} dates={work.draft.dates} changeDates={work.changeDates} />
        </form>
        <PreviewPane catalog={catalog} work={work} />
      </div>
    </div>
  );
}
