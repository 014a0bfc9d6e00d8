import { describe, expect, it } from 'vitest';
import { ReplicaMarks } from './replica-marks.ts';

function marksAt(...marks: [asOf: number, position: number][]): ReplicaMarks {
  const all = new ReplicaMarks(2_000);
  for (const [asOf, position] of marks) all.note({ asOf, position });
  return all;
}

describe('what is known of a replica', () => {
  it('is nothing before it was asked', () => {
    expect(marksAt([1_000, 50]).freshAsOf).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is the latest mark that it has reached, not one that it has still before it', () => {
    const marks = marksAt([1_000, 50], [1_500, 60], [2_000, 70]);
    marks.reached(69);
    expect(marks.freshAsOf).toBe(1_500);
    marks.reached(70);
    expect(marks.freshAsOf).toBe(2_000);
  });

  it('moves on while nothing is written, and stands still while the replica does', () => {
    const marks = marksAt([1_000, 50]);
    marks.reached(50);
    marks.note({ asOf: 1_500, position: 50 });
    marks.reached(50);
    expect(marks.freshAsOf).toBe(1_500);
    marks.note({ asOf: 2_000, position: 51 });
    marks.reached(50);
    expect(marks.freshAsOf).toBe(1_500);
  });

  it('never goes back by an answer that comes late', () => {
    const marks = marksAt([1_000, 50], [1_500, 60]);
    marks.reached(60);
    marks.reached(50);
    expect(marks.freshAsOf).toBe(1_500);
  });

  it('isn’t taken from a mark that is older than anybody would accept', () => {
    const marks = marksAt([1_000, 50], [3_500, 90]);
    marks.reached(50);
    expect(marks.freshAsOf).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is forgotten with all that would have proved it', () => {
    const marks = marksAt([1_000, 50], [1_500, 60]);
    marks.reached(50);
    marks.forget();
    marks.reached(60);
    expect(marks.freshAsOf).toBe(Number.NEGATIVE_INFINITY);
  });
});
