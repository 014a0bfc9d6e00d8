import { addDays, bookingPolicy, isDesk, type SlotList, utcDate, utcMidnight } from '@vitalmed/core';
import { countFreeByDate, type Database, findFreeSlots } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { localDate, smallId } from '../inputs.ts';
import type { Result } from '../result.ts';
import { slotList } from './named.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The most slots that one day of one search answers with. */
const DAY_LIMIT = 500;

const filter = z.object({
  specialtyId: smallId.optional(),
  doctorId: smallId.optional(),
  siteId: smallId.optional(),
});
type Filter = z.infer<typeof filter>;

export const slotsOverviewInput = filter.extend({
  from: localDate.optional(),
  days: z.int().min(1).max(42).default(28),
});
export const daySlotsInput = filter.extend({ date: localDate });
export const findSlotsInput = filter.extend({
  from: localDate.optional(),
  limit: z.int().min(1).max(100).default(50),
});

type Overview = {
  from: string;
  days: { date: string; free: number }[];
  first: ({ date: string } & SlotList) | null;
  nextDate: string | null;
};

/**
 * The dates with free slots in a window, the first of those dates opened, and the first date after the window that
 * has any: nobody takes the end of a window for the end of the agenda.
 */
export async function slotsOverview(
  ctx: ServiceContext,
  input: z.infer<typeof slotsOverviewInput>,
): Promise<Result<Overview>> {
  return { ok: true, ...(await ctx.search((db) => overview(db, ctx, input))) };
}

async function overview(
  db: Database,
  ctx: ServiceContext,
  input: z.infer<typeof slotsOverviewInput>,
): Promise<Overview> {
  // Today where the day ends last (UTC-12); what already began is left out by its instant.
  const from = input.from ?? utcDate(ctx.now.getTime() - DAY_MS / 2);
  const to = addDays(from, input.days - 1);
  const [days, nextDate] = await Promise.all([
    countFreeByDate(db, input, { ...instantsAround(ctx, from, to), from, to }),
    firstDateFrom(db, ctx, input, addDays(to, 1)),
  ]);
  const [firstDay] = days;
  const first = firstDay ? { date: firstDay.date, ...(await onDate(db, ctx, input, firstDay.date)) } : null;
  return { from, days, first, nextDate };
}

async function firstDateFrom(
  db: Database,
  ctx: ServiceContext,
  filter: Filter,
  from: string,
): Promise<string | null> {
  const { after } = instantsAround(ctx, from, from);
  const next = await findFreeSlots(db, filter, { after, before: bookableUntil(ctx), from, limit: 1 });
  return next.date[0] ?? null;
}

/** The free slots of one local date. */
export async function daySlots(
  ctx: ServiceContext,
  input: z.infer<typeof daySlotsInput>,
): Promise<Result<SlotList>> {
  return { ok: true, ...(await ctx.search((db) => onDate(db, ctx, input, input.date))) };
}

/** The first free slots from a local date on, soonest first. */
export async function findSlots(
  ctx: ServiceContext,
  input: z.infer<typeof findSlotsInput>,
): Promise<Result<SlotList>> {
  const window = { after: ctx.now, before: bookableUntil(ctx), from: input.from, limit: input.limit };
  const list = await ctx.search(async (db) => slotList(db, await findFreeSlots(db, input, window)));
  return { ok: true, ...list };
}

async function onDate(db: Database, ctx: ServiceContext, filter: Filter, date: string): Promise<SlotList> {
  const slots = await findFreeSlots(db, filter, {
    ...instantsAround(ctx, date, date),
    from: date,
    to: date,
    limit: DAY_LIMIT,
  });
  return slotList(db, slots);
}

/** Instants that hold those local dates in any zone (UTC-12 to UTC+14), cut to what may be booked from here on. */
function instantsAround(ctx: ServiceContext, from: string, to: string): { after: Date; before: Date } {
  const after = Math.max(utcMidnight(from) - 14 * HOUR_MS, ctx.now.getTime());
  const before = Math.min(utcMidnight(to) + 36 * HOUR_MS, bookableUntil(ctx).getTime());
  return { after: new Date(after), before: new Date(before) };
}

/** Patients see what they could book; the desk sees all that is open. */
function bookableUntil(ctx: ServiceContext): Date {
  const days = isDesk(ctx.actor.kind) ? 3 * 366 : bookingPolicy.horizonDays;
  return new Date(ctx.now.getTime() + days * DAY_MS);
}
