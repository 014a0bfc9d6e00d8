import type { BadLine } from '../run/bad-line.ts';
import type { DatabaseTail } from '../run/database-tail.ts';
import type { LiveFigures } from '../run/live.ts';
import type { Row } from '../run/measure.ts';
import { bookDistinctSlots, fightForOneDay } from '../scenarios/booking.ts';
import { firstFifty, noOperation, slotById } from '../scenarios/searching.ts';

type Scenario = { name: string };
/** What was measured beside the scenarios. */
type Besides = {
  live: LiveFigures | null;
  tail: DatabaseTail | null;
  line?: Pick<BadLine, 'p95Ms'> | null;
};

/**
 * What is wanted of the product (docs/performance.md), what this run measured, and whether that is enough; only what
 * this run measured. Never an exit code: times belong to a machine.
 */
export function judged(rows: readonly Row[], { live, tail, line }: Besides): string[][] {
  const row = ({ name }: Scenario, connections: number) =>
    rows.find((row) => row.scenario === name && row.connections === connections);
  const ratioOf = (value: number | null | undefined, to: number | null | undefined) =>
    value && to ? value / to : null;
  const idle = rows.filter(({ scenario }) => scenario === noOperation.name);
  return [
    atLeast(
      0.4,
      'bookings at 32 connections: part of the bare claim',
      row(bookDistinctSlots, 32)?.ratioToLimit,
    ),
    atLeast(
      0.3,
      'nothing at all, at its worst: part of raw node:http',
      idle.length > 0 ? Math.min(...idle.map(({ ratioToLimit }) => ratioToLimit)) : null,
    ),
    atMost(
      2.5,
      'first 50 in the database, 1 connection: p99 to a key’s',
      ratioOf(tail?.firstFiftyMs, tail?.keyMs),
    ),
    atMost(
      2,
      'first 50 over HTTP, 32 connections: p99 to a key’s',
      ratioOf(row(firstFifty, 32)?.p99Ms, row(slotById, 32)?.p99Ms),
    ),
    atMost(
      3,
      'fight for one day, 32 connections: p99 to the uncontended',
      ratioOf(row(fightForOneDay, 32)?.p99Ms, row(bookDistinctSlots, 32)?.p99Ms),
    ),
    atMost(40, 'memory of the server for a live subscriber, kB', live?.kbEach),
    atMost(1000, 'a change seen by 95 of 100 live subscribers, ms', live?.p95Ms),
    atMost(1000, 'a change seen on an agenda at 4 Mbit/s, p95, ms', line?.p95Ms),
  ].filter((line) => line !== null);
}

type Measured = number | null | undefined;

function atLeast(least: number, what: string, measured: Measured): string[] | null {
  if (measured === null || measured === undefined) return null;
  return [`${what}: at least ${least}`, shown(measured), measured >= least ? 'reached' : 'missed'];
}

function atMost(most: number, what: string, measured: Measured): string[] | null {
  if (measured === null || measured === undefined) return null;
  return [`${what}: at most ${most}`, shown(measured), measured <= most ? 'reached' : 'missed'];
}

const shown = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
