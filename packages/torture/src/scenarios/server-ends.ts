import { limits } from '../limits.ts';
import { type Report, seconds } from '../report.ts';
import { underFire } from '../under-fire.ts';
import type { Scenario } from './scenario.ts';

export const crashServer: Scenario = {
  name: 'crash-server',
  what: 'kill -9 of the server amid bookings and deliveries',
  inShort: false,
  async run(stage, { slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'crash-server',
      wishes: 2_500,
      times: 5,
      backWithin: limits.restart,
      server: 'killed',
      slackMs,
      async strike() {
        await opened.product.kill();
        const began = performance.now();
        await opened.product.start();
        return began;
      },
    });
  },
};

export const sigterm: Scenario = {
  name: 'sigterm',
  what: 'the server is told to stop amid bookings, and started again',
  inShort: true,
  async run(stage, { short, slackMs }) {
    const opened = await stage();
    const ends: { code: number | null; ms: number }[] = [];
    const report = await underFire(opened, {
      name: 'sigterm',
      wishes: short ? 300 : 2_500,
      times: short ? 1 : 5,
      backWithin: limits.restart,
      server: 'told',
      slackMs,
      async strike() {
        ends.push(await opened.product.stop());
        const began = performance.now();
        await opened.product.start();
        return began;
      },
    });
    return withEnds(report, ends);
  },
};

function withEnds(report: Report, ends: { code: number | null; ms: number }[]): Report {
  const wrong = ends.filter(({ code, ms }) => code !== 0 || ms > limits.stop);
  return {
    ...report,
    figures: [...report.figures, `ended after ${ends.map(({ ms }) => seconds(ms)).join(', ')}`],
    broken: [
      ...report.broken,
      ...wrong.map(({ code, ms }) => `told to stop, it ended with ${code} after ${seconds(ms)}`),
    ],
  };
}
