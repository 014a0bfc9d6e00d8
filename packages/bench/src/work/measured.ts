/** What one run of one kind of work came to. */
export type Measured = {
  done: number;
  seconds: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** How many ended how: '200', '409 slot-taken', 'socket ECONNRESET'. */
  outcomes: Record<string, number>;
  /** The first answer of each outcome but success, shortened. */
  samples: Record<string, string>;
};

/** Collects durations and outcomes while work goes on. */
export class Stopwatch {
  readonly #started = performance.now();
  readonly #durations: number[] = [];
  readonly #outcomes: Record<string, number> = {};
  readonly #samples: Record<string, string> = {};

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  /** @param since where performance.now() stood when the piece of work began */
  record(since: number, outcome: string, sample = ''): void {
    this.#durations.push(performance.now() - since);
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    if (sample) this.#samples[outcome] ??= sample.slice(0, 300);
  }

  result(): Measured {
    const seconds = this.elapsedMs / 1000;
    const sorted = Float64Array.from(this.#durations).sort();
    return {
      done: sorted.length,
      seconds,
      perSecond: sorted.length / seconds,
      p50Ms: quantile(sorted, 0.5),
      p99Ms: quantile(sorted, 0.99),
      outcomes: this.#outcomes,
      samples: this.#samples,
    };
  }
}

/** The value below which that part of a sorted list lies; 0 of an empty one. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Of an odd number of values the one in the middle. */
export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
