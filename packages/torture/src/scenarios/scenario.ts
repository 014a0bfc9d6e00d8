import type { Report } from '../report.ts';
import type { OwnStage } from '../stage.ts';

export type Scale = {
  /** A minute in all, on a machine that does other things too. */
  short: boolean;
  slackMs: number;
};

/** Why it can't be shown on this machine, in words. */
export type Skipped = { name: string; skipped: string };

export type Scenario = {
  name: string;
  /** What happens, in a few words. */
  what: string;
  /** Whether it belongs to the short form. */
  inShort: boolean;
  /** `stage` opens one that scenarios share; those that need another kind of database open their own. */
  run(stage: () => Promise<OwnStage>, scale: Scale): Promise<Report | Skipped>;
};
