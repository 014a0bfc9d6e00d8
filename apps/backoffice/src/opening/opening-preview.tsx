import { clashLabel, formatDateShort, m } from '@vitalmed/i18n';
import { Alert, Button, StatusIcon } from '@vitalmed/ui-react';
import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Catalog, OpeningPreview as Preview } from '../api/trpc.ts';

interface OpeningPreviewProps {
  catalog: Catalog;
  preview: Preview;
  /** True while the preview of a newer draft is on its way. */
  stale: boolean;
  onDropDates(dates: string[]): void;
}

/** Exactly what would be created, doctor by doctor, with each clash in its own line. */
export function OpeningPreview({ catalog, preview, stale, onDropDates }: OpeningPreviewProps) {
  const byDoctor = useMemo(() => {
    const doctorIds = [...new Set(preview.schedules.map((schedule) => schedule.doctorId))];
    return doctorIds.map((doctorId) => ({
      doctorId,
      schedules: preview.schedules.filter((schedule) => schedule.doctorId === doctorId),
    }));
  }, [preview.schedules]);
  const clashing = [
    ...new Set(preview.schedules.filter((item) => item.clashes.length > 0).map((item) => item.date)),
  ];
  return (
    <div aria-busy={stale || undefined} className={stale ? 'opacity-60' : ''}>
      {clashing.length > 0 && (
        <Alert tone="warning">
          <p>{m.office_clashes({ count: preview.totalClashes })}</p>
          <Button className="mt-2" onClick={() => onDropDates(clashing)}>
            {m.office_drop_clashing({ count: clashing.length })}
          </Button>
        </Alert>
      )}
      {byDoctor.map(({ doctorId, schedules }) => (
        <section key={doctorId} className="mt-4">
          <h3 className="flex items-baseline justify-between text-base">
            {catalog.doctors.find((doctor) => doctor.id === doctorId)?.name}
            <span className="font-normal text-muted text-sm">
              {m.office_slots_count({ count: schedules.reduce((sum, item) => sum + item.slots, 0) })}
            </span>
          </h3>
          <ul className="mt-1 divide-y divide-line border-line border-y">
            {schedules.map((item) => (
              <li key={`${item.date}-${item.from}`} className="py-1.5 text-sm">
                <p className="flex items-center gap-2 tabular-nums">
                  <span
                    data-status={item.clashes.length > 0 ? 'cancelled' : 'free'}
                    className="text-state-ink"
                  >
                    {item.clashes.length > 0 ? (
                      <TriangleAlert aria-hidden className="size-4" />
                    ) : (
                      <StatusIcon status="free" />
                    )}
                  </span>
                  <span className="w-24 first-letter:uppercase">{formatDateShort(item.date)}</span>
                  <span className="flex-1">
                    {item.from} – {item.to}
                  </span>
                  <span className="text-muted">{m.office_slots_count({ count: item.slots })}</span>
                </p>
                {item.clashes.map((clash) => (
                  <p key={`${clash.kind}-${clash.with}-${clash.from}`} className="pl-6 text-danger-ink">
                    {clashLabel(clash)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
