/**
 * How a request ended, as its client saw it. 'away': 503 with Retry-After, which says that nothing was lost. 'refused':
 * a clean conflict. 'cut': no answer. 'fault': any other answer.
 */
export type Outcome = 'acknowledged' | 'away' | 'refused' | 'cut' | 'fault';

export type Entry = {
  outcome: Outcome;
  /** What it said: a status and reason, or an error's code. */
  words: string;
  /** performance.now() when the answer was there, and how long it took. */
  at: number;
  ms: number;
  slotId: number;
  idempotencyKey: string;
  appointmentId?: string;
};

/** What clients themselves know: every request of theirs, whatever the server or the database remember. */
export class Ledger {
  readonly #entries: Entry[] = [];

  write(entry: Entry): void {
    this.#entries.push(entry);
  }

  get requests(): number {
    return this.#entries.length;
  }

  /** Each booking that was acknowledged, once, however often its key was sent. */
  acknowledged(): Map<string, Entry> {
    const byId = new Map<string, Entry>();
    for (const entry of this.#entries) {
      if (entry.outcome === 'acknowledged' && entry.appointmentId) byId.set(entry.appointmentId, entry);
    }
    return byId;
  }

  slowestMs(): number {
    return this.#entries.reduce((slowest, { ms }) => Math.max(slowest, ms), 0);
  }

  /** Below so long that part of all answers took, in milliseconds. */
  quantile(part: number): number {
    const sorted = Float64Array.from(this.#entries.map(({ ms }) => ms)).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  }

  /** The first booking acknowledged after that moment. */
  firstAcknowledgedAfter(moment: number): number | null {
    const times = this.#entries.filter(({ outcome, at }) => outcome === 'acknowledged' && at > moment);
    return times.length === 0 ? null : Math.min(...times.map(({ at }) => at));
  }

  /** How many requests ended in each of these ways, by what they said. */
  said(...outcomes: Outcome[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { outcome, words } of this.#entries) {
      if (outcomes.includes(outcome)) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
    return counts;
  }
}
