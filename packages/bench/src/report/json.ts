import type { Row } from '../run/measure.ts';

type Figures = Omit<Row, 'scenario' | 'faults' | 'limitP99Ms'>;

/** By "<scenario> @<connections>": perSecond, p50Ms, p99Ms, errors, limitPerSecond, ratioToLimit, connections. */
export function figuresByScenario(rows: readonly Row[]): Record<string, Figures> {
  return Object.fromEntries(
    rows.map(({ scenario, faults: _faults, limitP99Ms: _limit, ...figures }) => [
      `${scenario} @${figures.connections}`,
      rounded(figures),
    ]),
  );
}

function rounded(figures: Figures): Figures {
  const entries = Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]);
  return Object.fromEntries(entries) as Figures;
}
