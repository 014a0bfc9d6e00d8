import { useCallback, useState } from 'react';
import type { Catalog } from '../api/trpc.ts';
import { MOST_DOCTORS, type OpeningDraft, siteOf, withoutStrangers } from './opening-draft.ts';

const MORNING = { from: '09:00', to: '12:00' };
const USUAL_MINUTES = 20;

export interface DraftWork {
  draft: OpeningDraft;
  change(patch: Partial<OpeningDraft>): void;
  /** Changes the dates by what they are at that moment: dragging over days is faster than drawing them. */
  changeDates(change: (dates: string[]) => string[]): void;
  changeDoctors(doctorIds: number[]): void;
  changeSite(siteId: number): void;
  /** Null, an impossible length, changes nothing. */
  changeLength(slotMinutes: number | null): void;
}

interface Start {
  doctorId?: number;
  date?: string;
}

/** What is being filled in. It outlives every refusal: only the person changes it. */
export function useOpeningDraft(catalog: Catalog, start: Start): DraftWork {
  const usualLength = (doctorId: number | undefined) =>
    catalog.doctors.find((doctor) => doctor.id === doctorId)?.slotMinutes;
  const [lengthTouched, setLengthTouched] = useState(false);
  const [siteTouched, setSiteTouched] = useState(false);
  const usualSite = (doctorIds: number[]) =>
    siteOf(doctorIds, catalog.doctors) ?? catalog.sites[0]?.id ?? null;
  const [draft, setDraft] = useState<OpeningDraft>(() => ({
    doctorIds: start.doctorId ? [start.doctorId] : [],
    dates: start.date ? [start.date] : [],
    ranges: [MORNING],
    slotMinutes: usualLength(start.doctorId) ?? USUAL_MINUTES,
    siteId: usualSite(start.doctorId ? [start.doctorId] : []),
    roomId: 'usual',
    specialtyId: null,
    without: [],
  }));

  const change = useCallback(
    (patch: Partial<OpeningDraft>) => setDraft((current) => withoutStrangers({ ...current, ...patch })),
    [],
  );
  const changeDates = useCallback(
    (next: (dates: string[]) => string[]) =>
      setDraft((current) => withoutStrangers({ ...current, dates: next(current.dates) })),
    [],
  );

  /** The first doctor brings their usual length, all together where they attend, unless somebody said otherwise. */
  function changeDoctors(doctorIds: number[]) {
    const usual = usualLength(doctorIds[0]);
    const brings = usual !== undefined && !lengthTouched && draft.doctorIds.length === 0;
    const siteId = siteTouched || doctorIds.length === 0 ? draft.siteId : usualSite(doctorIds);
    change({
      doctorIds: doctorIds.slice(0, MOST_DOCTORS),
      specialtyId: null,
      ...(brings ? { slotMinutes: usual } : {}),
      ...(siteId === draft.siteId ? {} : { siteId, roomId: 'usual' }),
    });
  }

  function changeSite(siteId: number) {
    setSiteTouched(true);
    change({ siteId, roomId: 'usual' });
  }

  function changeLength(slotMinutes: number | null) {
    if (slotMinutes === null) return;
    setLengthTouched(true);
    change({ slotMinutes });
  }

  return { draft, change, changeDates, changeDoctors, changeSite, changeLength };
}
