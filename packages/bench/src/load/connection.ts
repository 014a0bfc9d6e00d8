import { connect, type Socket } from 'node:net';

export type Answer = { status: number; body: string };

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');

/**
 * One HTTP/1.1 connection that is kept alive and has one request under way. It does just what a load client
 * needs, so that on two cores the client takes as little as possible from what it measures.
 */
export class Connection {
  readonly #port: number;
  #socket: Socket | null = null;
  #chunks: Buffer[] = [];
  #settle: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Rejects when the connection breaks; the next call opens a new one. */
  async send(request: string): Promise<Answer> {
    const socket = this.#socket ?? (await this.#open());
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
      socket.once('connect', () => {
        this.#socket = socket;
        resolve(socket);
      });
      socket.on('data', (chunk) => this.#take(chunk));
      socket.on('error', (error) => this.#broken(error, reject));
      socket.on('close', () => this.#broken(new Error('closed'), reject));
    });
  }

  #broken(error: Error, whileOpening: (error: Error) => void): void {
    this.#socket = null;
    this.#chunks = [];
    whileOpening(error);
    this.#settle?.reject(error);
    this.#settle = null;
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    const received = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const answer = readAnswer(received);
    if (!answer) {
      this.#chunks = [received];
      return;
    }
    this.#chunks = [];
    const settle = this.#settle;
    this.#settle = null;
    settle?.resolve(answer);
  }
}

/** Null while the answer isn't whole. With one request under way nothing follows it. */
export function readAnswer(received: Buffer): Answer | null {
  const end = received.indexOf(headEnd);
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end).toLowerCase();
  const body = received.subarray(end + headEnd.length);
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const whole =
    length === undefined ? body.subarray(-lastChunk.length).equals(lastChunk) : body.length >= Number(length);
  return whole ? { status: Number(head.slice(9, 12)), body: body.toString('utf8') } : null;
}
