import { crash, freeze, refuse, stop, terminate } from './database-away.ts';
import { failover } from './failover.ts';
import { fullDisk } from './full-disk.ts';
import type { Scenario } from './scenario.ts';
import { crashServer, sigterm } from './server-ends.ts';
import { storm } from './storm.ts';

export const scenarios: readonly Scenario[] = [
  terminate,
  crash,
  crashServer,
  freeze,
  stop,
  refuse,
  sigterm,
  storm,
  failover,
  fullDisk,
];
