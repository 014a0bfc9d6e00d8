import { setTimeout as delay } from 'node:timers/promises';
import { startPostgresPair, startTcpProxy } from '@vitalmed/db/testing';
import { openStage } from '../stage.ts';
import { underFire } from '../under-fire.ts';
import type { Scenario } from './scenario.ts';

const promotedAfterMs = 3_000;

export const failover: Scenario = {
  name: 'failover',
  what: 'the primary of a synchronous pair is killed, its standby promoted, the address led there',
  inShort: false,
  async run(_, { slackMs }) {
    const pair = await startPostgresPair({ synchronous: true });
    const endWithUs = () => void [pair.primary, pair.standby].map((server) => server.kill());
    process.once('exit', endWithUs);
    const proxy = await startTcpProxy(pair.primary.url);
    let current = pair.primary;
    const productUrl = proxy.through(pair.primary.url);
    try {
      const stage = await openStage({ productUrl, databaseUrl: () => current.url });
      try {
        return await underFire(stage, {
          name: 'failover',
          wishes: 2_000,
          times: 1,
          slackMs,
          async strike() {
            await pair.primary.kill();
            await delay(promotedAfterMs);
            await pair.promote();
            current = pair.standby;
            proxy.leadTo(pair.standby.url);
            proxy.cut();
            return performance.now();
          },
        });
      } finally {
        await stage.close();
      }
    } finally {
      process.off('exit', endWithUs);
      await proxy.close();
      await pair.remove();
    }
  },
};
