import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, judgeRules } from '../testing/rules/judge-rules.ts';

let judged: Judged;
beforeAll(async () => {
  judged = await judgeRules();
});

describe('every rule of the database', () => {
  it('has a case in testing/rules, and every case a rule', () => {
    expect(judged.withoutCase).toEqual([]);
    expect(judged.withoutRule).toEqual([]);
    expect(judged.rules).toBeGreaterThan(0);
  });

  it('refuses, allows, does or finds what its case says', () => {
    expect(judged.wrong).toEqual([]);
  });

  it('is what its case depends on: the case goes red once the rule is removed', () => {
    expect(judged.unnoticed).toEqual([]);
  });
});
