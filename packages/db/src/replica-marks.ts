/** Where the primary's log of writes stood at an instant. Both are numbers of one origin: milliseconds, bytes. */
type Mark = { asOf: number; position: number };

/**
 * Tells how fresh a replica is without comparing clocks of two machines: the primary's position is noted with
 * the instant before it was asked, and once the replica has replayed that far, it holds all that was committed
 * by that instant. Marks that the replica hasn't reached yet wait; those that could prove nothing any more go.
 */
export class ReplicaMarks {
  readonly #keepMs: number;
  #marks: Mark[] = [];
  #freshAsOf = Number.NEGATIVE_INFINITY;

  /** @param keepMs the staleness in milliseconds beyond which nobody asks any more */
  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** The instant by which the replica is known to hold everything; minus infinity when nothing is known. */
  get freshAsOf(): number {
    return this.#freshAsOf;
  }

  note(mark: Mark): void {
    this.#marks = this.#marks.filter(({ asOf }) => asOf > mark.asOf - this.#keepMs);
    this.#marks.push(mark);
  }

  /** The replica has replayed up to this position, and only goes forward from here. */
  reached(position: number): void {
    const waiting = this.#marks.filter((mark) => mark.position > position);
    const proven = this.#marks.filter((mark) => mark.position <= position);
    for (const { asOf } of proven) this.#freshAsOf = Math.max(this.#freshAsOf, asOf);
    this.#marks = waiting;
  }

  /** Nothing is known any more: the replica may have started again, further back. */
  forget(): void {
    this.#marks = [];
    this.#freshAsOf = Number.NEGATIVE_INFINITY;
  }
}
