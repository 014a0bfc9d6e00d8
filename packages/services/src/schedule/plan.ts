import { type OpeningPlan, planOpening, utcMidnight } from '@vitalmed/core';
import { readForOpening, type TakenStretch, takenStretches } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { localDate, localEndTime, localTime, smallId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';

const DAY_MS = 24 * 3_600_000;

/** What the "open agenda" form asks for; wall-clock times are the site's. */
export const openingInput = z.object({
  doctorIds: z.array(smallId).min(1).max(20),
  dates: z.array(localDate).min(1).max(90),
  ranges: z
    .array(z.object({ from: localTime, to: localEndTime }))
    .min(1)
    .max(4),
  slotMinutes: z.int().min(5).max(240),
  siteId: smallId,
  /** 'usual': each doctor where they attended last at that site. */
  roomId: z.union([smallId, z.literal('usual')]).nullable(),
  specialtyId: smallId.nullable(),
  /** Days of single doctors that are left out. */
  without: z
    .array(z.object({ doctorId: smallId, date: localDate }))
    .max(20 * 90)
    .default([]),
});
export type OpeningInput = z.infer<typeof openingInput>;

export type Plan = Extract<OpeningPlan, { ok: true }>;

/** Expands the form against what stands in the database now: the preview shows it, opening writes it. */
export async function planFor(ctx: ServiceContext, input: OpeningInput): Promise<Result<{ plan: Plan }>> {
  const { doctors, site } = await readForOpening(ctx.db, input);
  const { roomId } = input;
  const knownRoom = typeof roomId !== 'number' || site?.rooms.some(({ id }) => id === roomId);
  if (!site || doctors.length !== new Set(input.doctorIds).size || !knownRoom) return refuse('not-found');
  const roomOf = (usual: number | null) => (roomId === 'usual' ? usual : roomId);
  const rooms = new Set(doctors.map(({ usualRoomId }) => roomOf(usualRoomId)));

  const dates = [...input.dates].sort();
  const taken = await takenStretches(ctx.db, {
    doctorIds: input.doctorIds,
    roomIds: [...rooms].filter((id) => id !== null),
    after: new Date(utcMidnight(dates[0] ?? '') - DAY_MS),
    before: new Date(utcMidnight(dates.at(-1) ?? '') + 3 * DAY_MS),
  });
  const plan = planOpening({
    doctors: doctors.map((doctor) => ({
      id: doctor.id,
      name: `${doctor.title} ${doctor.lastName}`,
      specialtyIds: doctor.specialtyIds,
      roomId: roomOf(doctor.usualRoomId),
    })),
    dates: input.dates,
    ranges: input.ranges,
    slotMinutes: input.slotMinutes,
    specialtyId: input.specialtyId,
    site,
    without: input.without,
    existing: taken.map(stretch),
    now: ctx.now.getTime(),
  });
  return plan.ok ? { ok: true, plan } : refuse(plan.reason);
}

function stretch(row: TakenStretch) {
  const during = { start: row.startsAt.getTime(), end: row.endsAt.getTime() };
  const label = `${row.doctorName}, ${row.siteName}`;
  return row.kind === 'room' && row.roomId !== null
    ? { kind: 'room' as const, roomId: row.roomId, doctorId: row.doctorId, during, label }
    : { kind: 'doctor' as const, doctorId: row.doctorId, during, label };
}
