/** What must hold whatever breaks, in milliseconds (docs/reliability.md). */
export const limits = {
  /** Every request ends, with what was asked for or with true words. */
  answer: 5_000,
  /** The first booking after the database takes connections again. */
  back: 2_000,
  /** A started server's first booking, and the database's own way back from a crash with it. */
  restart: 10_000,
  /** What waits to be mailed has left after the database's return. */
  mails: 60_000,
  /** SIGTERM to the end of the process. */
  stop: 20_000,
  /** `/healthz` answers, whatever it has to say. */
  health: 1_000,
  /** Of 200 clients who want the same 20 slots. */
  stormP99: 1_000,
} as const;

/** A timer that fires at its limit is heard of a little later, on a busy machine most of all. */
export const slack = 500;
