import { type Interval, overlaps } from './interval.ts';
import { type LocalDate, type LocalTime, minutesBetween } from './local-date.ts';
import { overlapFinder } from './occupation.ts';
import { generateSlotsForDates, type LocalRange, type SlotGenerationReason } from './slot-generation.ts';
import { toLocal } from './zoned-time.ts';

export type OpeningDoctor = {
  id: number;
  /** As people say it: 'Dra. Ana Gómez'. */
  name: string;
  /** The doctor's first specialty comes first. */
  specialtyIds: readonly number[];
  /** Where the doctor is to attend; null where nothing is said of a room. */
  roomId: number | null;
};

/** Time that is taken already: by the doctor wherever they attend then, or in the room by whoever attends there. */
export type ExistingStretch =
  | { kind: 'doctor'; doctorId: number; during: Interval; label: string }
  | { kind: 'room'; roomId: number; doctorId: number; during: Interval; label: string };

/** What a secretary asks for: each doctor on each date for each range. */
export type OpeningRequest = {
  doctors: readonly OpeningDoctor[];
  dates: readonly LocalDate[];
  /** Wall-clock times of the site; `to` may be '24:00'. */
  ranges: readonly LocalRange[];
  slotMinutes: number;
  /** Null takes each doctor's first. */
  specialtyId: number | null;
  site: { id: number; name: string; timeZone: string };
  /** Days of single doctors that are left out, though doctor and date are named. */
  without: readonly { doctorId: number; date: LocalDate }[];
  existing: readonly ExistingStretch[];
  /** Epoch milliseconds. */
  now: number;
};

export type ClashKind = 'doctor-busy' | 'room-busy' | 'past' | 'not-your-specialty';

export type Clash = {
  kind: ClashKind;
  doctorId: number;
  date: LocalDate;
  /** The part of the planned stretch that clashes, in wall-clock time of the site. */
  from: LocalTime;
  to: LocalTime;
  /** What it clashes with, for people: 'Dra. Gómez 09:00-11:00'; for 'past' the site's present 'YYYY-MM-DD HH:MM'. */
  with: string;
};

export type PlannedSchedule = {
  doctorId: number;
  /** Null when the doctor has none, which is a clash. */
  specialtyId: number | null;
  roomId: number | null;
  date: LocalDate;
  from: LocalTime;
  to: LocalTime;
  during: Interval;
  slots: Interval[];
  clashes: Clash[];
};

export type OpeningReason = SlotGenerationReason | 'range-shorter-than-slot';
export type OpeningPlan =
  | { ok: true; schedules: PlannedSchedule[]; totalSlots: number; totalClashes: number }
  | { ok: false; reason: OpeningReason };

/** One range on one date: the same for every doctor of the request. */
type Stretch = LocalRange & { date: LocalDate; during: Interval; slots: Interval[] };
type OwnedStretch = Stretch & { doctor: OpeningDoctor };
type Stretches =
  | { ok: true; byDate: ReadonlyMap<LocalDate, Stretch[]> }
  | { ok: false; reason: OpeningReason };

/**
 * Expands an opening into the schedules that it would create, by date, doctor and range, and names every
 * clash: with what exists, with the past (slots that have ended already), and within the request itself (on
 * the later of the two, once for the doctor and once for the room). A doctor or a date named twice counts
 * once; a stretch that a change of the clocks swallows is left out. A plan with clashes is to show, not to open.
 */
export function planOpening(request: OpeningRequest): OpeningPlan {
  const expanded = stretchesOf(request);
  if (!expanded.ok) return expanded;

  const existingClashes = existingClashFinder(request);
  const doctors = [...new Map(request.doctors.map((doctor) => [doctor.id, doctor])).values()];
  const left = new Set(request.without.map(({ doctorId, date }) => `${doctorId} ${date}`));
  const schedules: PlannedSchedule[] = [];
  for (const [date, stretches] of expanded.byDate) {
    // Stretches of different dates can at most touch, at midnight.
    const earlier: OwnedStretch[] = [];
    for (const doctor of doctors.filter(({ id }) => !left.has(`${id} ${date}`))) {
      for (const stretch of stretches) {
        const owned = { ...stretch, doctor };
        const clashes = [
          ...specialtyClashes(owned, request),
          ...pastClashes(owned, request),
          ...existingClashes(owned, request),
          ...requestClashes(owned, earlier, request),
        ];
        schedules.push(plannedSchedule(owned, request, clashes));
        earlier.push(owned);
      }
    }
  }
  const totalSlots = schedules.reduce((total, { slots }) => total + slots.length, 0);
  const totalClashes = schedules.reduce((total, { clashes }) => total + clashes.length, 0);
  return { ok: true, schedules, totalSlots, totalClashes };
}

function stretchesOf({ dates, ranges, slotMinutes, site }: OpeningRequest): Stretches {
  const all: Stretch[] = [];
  for (const { from, to } of ranges) {
    const pattern = { dates: [...new Set(dates)], from, to, slotMinutes, timeZone: site.timeZone };
    const generated = generateSlotsForDates(pattern);
    if (!generated.ok) return generated;
    if (minutesBetween(from, to) < slotMinutes) return { ok: false, reason: 'range-shorter-than-slot' };
    all.push(...generated.days.filter(({ slots }) => slots.length > 0).map((day) => ({ ...day, from, to })));
  }
  const byDate = new Map<LocalDate, Stretch[]>();
  for (const stretch of all.sort((a, b) => a.during.start - b.during.start))
    appendTo(byDate, stretch.date, stretch);
  return { ok: true, byDate };
}

function specialtyOf(doctor: OpeningDoctor, { specialtyId }: OpeningRequest): number | null {
  return specialtyId ?? doctor.specialtyIds[0] ?? null;
}

function plannedSchedule(owned: OwnedStretch, request: OpeningRequest, clashes: Clash[]): PlannedSchedule {
  const { doctor, date, from, to, during } = owned;
  const specialtyId = specialtyOf(doctor, request);
  return {
    doctorId: doctor.id,
    specialtyId,
    roomId: doctor.roomId,
    date,
    from,
    to,
    during,
    slots: [...owned.slots],
    clashes,
  };
}

function specialtyClashes(owned: OwnedStretch, request: OpeningRequest): Clash[] {
  const specialtyId = specialtyOf(owned.doctor, request);
  if (specialtyId !== null && owned.doctor.specialtyIds.includes(specialtyId)) return [];
  return [clash('not-your-specialty', owned, owned.during, owned.doctor.name, request)];
}

function pastClashes(owned: OwnedStretch, request: OpeningRequest): Clash[] {
  const ended = owned.slots.findLast(({ end }) => end <= request.now);
  if (!ended) return [];
  const { date, time } = toLocal(request.now, request.site.timeZone);
  return [clash('past', owned, { start: owned.during.start, end: ended.end }, `${date} ${time}`, request)];
}

function existingClashFinder({
  existing,
  site,
}: OpeningRequest): (owned: OwnedStretch, request: OpeningRequest) => Clash[] {
  const byDoctor = new Map<number, ExistingStretch[]>();
  const byRoom = new Map<number, ExistingStretch[]>();
  for (const taken of existing) {
    if (taken.kind === 'doctor') appendTo(byDoctor, taken.doctorId, taken);
    else appendTo(byRoom, taken.roomId, taken);
  }
  const ofDoctor = overlapFinders(byDoctor);
  const inRoom = overlapFinders(byRoom);
  const name = ({ label, during }: ExistingStretch) =>
    `${label} ${toLocal(during.start, site.timeZone).time}-${toLocal(during.end, site.timeZone).time}`;

  return (owned, request) => [
    ...ofDoctor(owned.doctor.id, owned.during).map((taken) =>
      clash('doctor-busy', owned, taken.during, name(taken), request),
    ),
    // Who stands in their own way there is told so once.
    ...inRoom(owned.doctor.roomId, owned.during)
      .filter(({ doctorId }) => doctorId !== owned.doctor.id)
      .map((taken) => clash('room-busy', owned, taken.during, name(taken), request)),
  ];
}

function overlapFinders(taken: ReadonlyMap<number, ExistingStretch[]>) {
  const finders = new Map([...taken].map(([id, stretches]) => [id, overlapFinder(stretches)]));
  return (id: number | null, during: Interval) => (id === null ? [] : (finders.get(id)?.(during) ?? []));
}

function appendTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function requestClashes(
  owned: OwnedStretch,
  earlier: readonly OwnedStretch[],
  request: OpeningRequest,
): Clash[] {
  const overlapping = earlier.filter(({ during }) => overlaps(during, owned.during));
  const ofDoctor = overlapping.find(({ doctor }) => doctor.id === owned.doctor.id);
  const { id, roomId } = owned.doctor;
  const inRoom = overlapping.find(
    ({ doctor }) => roomId !== null && doctor.id !== id && doctor.roomId === roomId,
  );
  const name = ({ doctor, from, to }: OwnedStretch) => `${doctor.name} ${from}-${to}`;
  return [
    ...(ofDoctor ? [clash('doctor-busy', owned, ofDoctor.during, name(ofDoctor), request)] : []),
    ...(inRoom ? [clash('room-busy', owned, inRoom.during, name(inRoom), request)] : []),
  ];
}

/** The clash of a planned stretch with `taken` time, which overlaps it. */
function clash(
  kind: ClashKind,
  owned: OwnedStretch,
  taken: Interval,
  what: string,
  { site }: OpeningRequest,
): Clash {
  const { doctor, date, during } = owned;
  const from = taken.start <= during.start ? owned.from : toLocal(taken.start, site.timeZone).time;
  const to = taken.end >= during.end ? owned.to : toLocal(taken.end, site.timeZone).time;
  return { kind, doctorId: doctor.id, date, from, to, with: what };
}
