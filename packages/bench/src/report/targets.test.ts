import { expect, it } from 'vitest';
import type { Row } from '../run/measure.ts';
import { judged } from './targets.ts';

const row = (scenario: string, connections: number, figures: Partial<Row>): Row => ({
  scenario,
  connections,
  perSecond: 1,
  p50Ms: 1,
  p99Ms: 1,
  errors: 0,
  limitPerSecond: 1,
  limitP99Ms: null,
  ratioToLimit: 1,
  faults: [],
  ...figures,
});

it('judges what was measured by the worst of it, and is silent on all else', () => {
  const lines = judged(
    [
      row('book distinct slots', 32, { ratioToLimit: 0.39, p99Ms: 100 }),
      row('fight for one day', 32, { p99Ms: 299 }),
      row('fight for one day', 8, { p99Ms: 900 }),
      row('nothing at all', 1, { ratioToLimit: 0.2 }),
      row('nothing at all', 32, { ratioToLimit: 0.6 }),
    ],
    { live: { subscribers: 10, kbEach: 41, p95Ms: 1000 }, tail: { firstFiftyMs: 5, keyMs: 2 } },
  );
  expect(lines.map(([, measured, verdict]) => `${measured} ${verdict}`)).toEqual([
    '0.39 missed',
    '0.20 missed',
    '2.50 reached',
    '2.99 reached',
    '41 missed',
    '1000 reached',
  ]);
});
