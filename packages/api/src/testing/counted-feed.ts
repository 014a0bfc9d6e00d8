import type { Database } from '@vitalmed/db';
import { type ChangeBatch, ChangeFeed } from '@vitalmed/services';

/** A feed at a test's pace, which knows how many watch it. */
export class CountedFeed extends ChangeFeed {
  watching = 0;

  constructor(db: Database) {
    super(db, { lookEveryMs: 1, mostWaiting: 3 });
  }

  override async *watch(since: number | null, signal: AbortSignal): AsyncGenerator<ChangeBatch, void> {
    this.watching += 1;
    try {
      yield* super.watch(since, signal);
    } finally {
      this.watching -= 1;
    }
  }
}
