import { clashLabel, formatDateShort, m } from '@vitalmed/i18n';
import { Alert, Button, StatusIcon } from '@vitalmed/ui-react';
import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Catalog, OpeningPreview as Preview } from '../api/trpc.ts';
import type { DoctorDay } from './opening-draft.ts';

interface OpeningPreviewProps {
  catalog: Catalog;
  preview: Preview;
  /** True while the preview of a newer draft is on its way. */
  stale: boolean;
  /** Days of single doctors that the preview is without. */
  leftOut: number;
  onLeaveOut(days: DoctorDay[]): void;
  onBringBack(): void;
}

/** Exactly what would be created, doctor by doctor, with each clash in its own line. */
export function OpeningPreview(props: OpeningPreviewProps) {
  const { catalog, preview, stale, leftOut, onLeaveOut, onBringBack } = props;
  const byDoctor = useMemo(() => {
    const doctorIds = [...new Set(preview.schedules.map((schedule) => schedule.doctorId))];
    return doctorIds.map((doctorId) => ({
      doctorId,
      schedules: preview.schedules.filter((schedule) => schedule.doctorId === doctorId),
    }));
  }, [preview.schedules]);
  const rooms = new Map(
    catalog.sites.flatMap((site) => site.rooms).map(({ id, name }): [number, string] => [id, name]),
  );
  const clashing = clashingDays(preview.schedules);
  return (
    <div aria-busy={stale || undefined} className={stale ? 'opacity-60' : ''}>
      {clashing.length > 0 && (
        <Alert tone="warning">
          <p>{m.office_clashes({ count: preview.totalClashes })}</p>
          <Button className="mt-2" onClick={() => onLeaveOut(clashing)}>
            {m.office_drop_clashing({ count: clashing.length })}
          </Button>
        </Alert>
      )}
      {leftOut > 0 && (
        <p className="mt-3 flex flex-wrap items-center justify-between gap-x-3 text-sm">
          {m.office_left_out({ count: leftOut })}
          <Button variant="ghost" className="px-2" onClick={onBringBack}>
            {m.office_bring_back()}
          </Button>
        </p>
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
                {item.roomId !== null && <p className="pl-6 text-muted">{rooms.get(item.roomId)}</p>}
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

/** Whose days clash, each once: the days of the others stay. */
function clashingDays(schedules: Preview['schedules']): DoctorDay[] {
  const days = schedules
    .filter(({ clashes }) => clashes.length > 0)
    .map(({ doctorId, date }): [string, DoctorDay] => [`${doctorId} ${date}`, { doctorId, date }]);
  return [...new Map(days).values()];
}
