import type { StatementItem } from './statements.ts';

/** The bare statement without HTTP: the same driver, a connection for each loop, from a process of its own. */
export type DriverJob = {
  url: string;
  connections: number;
  seconds: number;
  repeat: boolean;
  items: StatementItem[];
};
