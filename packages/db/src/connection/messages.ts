/** The few types of PostgreSQL's messages that this package reads itself. */
const type = {
  error: 0x45, // E
  ready: 0x5a, // Z
  row: 0x44, // D
  query: 0x51, // Q
  sync: 0x53, // S
} as const;

const headBytes = 5;
const noBytes = Buffer.alloc(0);

/** A message of the server's: its type and where it lies. */
type Message = { type: number; bytes: Buffer };

/** Cuts what a server sends into messages, whole ones only; what is left waits for the next piece. */
export class MessageCutter {
  #rest: Buffer = noBytes;

  *cut(chunk: Buffer): Generator<Message> {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (bytes.length >= headBytes && bytes.length > bytes.readUInt32BE(1)) {
      const end = bytes.readUInt32BE(1) + 1;
      const message = { type: bytes[0] ?? 0, bytes: bytes.subarray(0, end) };
      bytes = bytes.subarray(end);
      this.#rest = bytes;
      yield message;
    }
    this.#rest = bytes;
  }

  /** What was handed over and belongs to no whole message yet. */
  get rest(): Buffer {
    return this.#rest;
  }
}

export const isError = (message: Message) => message.type === type.error;
export const isReady = (message: Message) => message.type === type.ready;
export const isRow = (message: Message) => message.type === type.row;

/** The SQLSTATE of an error. */
export function sqlStateOf({ bytes }: Message): string {
  return /\0C([0-9A-Z]{5})\0/.exec(bytes.toString('latin1', headBytes - 1))?.[1] ?? 'XX000';
}

/** Whether the one boolean of a row is true. */
export const isTrue = ({ bytes }: Message) => bytes.at(-1) === 't'.charCodeAt(0);

/** A query in the simple protocol, which may hold several statements. */
export function simpleQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(headBytes);
  head[0] = type.query;
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** How many of the client's messages, all whole, a server answers with "ready": each query's end. */
export function questionsIn(bytes: Buffer): number {
  let questions = 0;
  for (let at = 0; at + headBytes <= bytes.length; at += bytes.readUInt32BE(at + 1) + 1) {
    if (bytes[at] === type.sync || bytes[at] === type.query) questions += 1;
  }
  return questions;
}

/**
 * Counts a server's answers without cutting its messages out: most bytes of an answer are never looked at here.
 * A message that begins in one piece may end in another.
 */
export class AnswerCounter {
  /** How many questions were answered to the end. */
  answers = 0;
  /** The SQLSTATEs of errors that lay whole in the last piece. */
  errors: string[] = [];
  /** Bytes of the message under way that are still to come. */
  #toCome = 0;
  #head: Buffer = noBytes;
  #last: number = type.ready;

  take(piece: Buffer): void {
    if (this.errors.length > 0) this.errors = [];
    const bytes = this.#head.length > 0 ? Buffer.concat([this.#head, piece]) : piece;
    let at = this.#toCome;
    while (at + headBytes <= bytes.length) {
      const kind = bytes[at] ?? 0;
      const end = at + bytes.readUInt32BE(at + 1) + 1;
      this.#last = kind;
      if (kind === type.ready) this.answers += 1;
      else if (kind === type.error && end <= bytes.length)
        this.errors.push(sqlStateOf({ type: kind, bytes: bytes.subarray(at, end) }));
      at = end;
    }
    this.#head = at < bytes.length ? bytes.subarray(at) : noBytes;
    this.#toCome = Math.max(0, at - bytes.length);
  }

  /** Whether nothing is to come of what the server began to say, and its last word ended an answer. */
  get atRest(): boolean {
    return this.#last === type.ready && this.#toCome === 0 && this.#head.length === 0;
  }
}
