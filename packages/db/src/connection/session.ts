import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { DatabaseLost } from './database-lost.ts';
import {
  AnswerCounter,
  isError,
  isReady,
  isRow,
  isTrue,
  MessageCutter,
  questionsIn,
  simpleQuery,
  sqlStateOf,
} from './messages.ts';

export type SessionOptions = {
  /** Makes the connection; rejects with DatabaseLost. */
  open(): Promise<Socket>;
  /** Statements that each session begins with; null for none. */
  opening: string | null;
  /** Whether a server that takes no writes won't do. */
  primaryOnly: boolean;
  /** How long the server may take to sign us in, and to say the next word of an answer, in milliseconds. */
  connectWithinMs: number;
  answerWithinMs: number;
  /** Signed in, and all that was to be said first is said. */
  onReady(): void;
  /** It never became ready. */
  onFailed(why: DatabaseLost): void;
  /** It was ready and is no use any more, for a cause that concerns its neighbours too. */
  onLost(why: DatabaseLost): void;
};

type Stage = 'opening' | 'signing-in' | 'settling' | 'ready' | 'leaving' | 'over';

/** A goodbye that the server doesn't take isn't waited for any longer, in milliseconds. */
const leaveWithinMs = 1_000;

/** A server that takes no writes refuses them with this; it takes the next ones as badly. */
const readOnly = '25006';

const goodbye = Buffer.from([0x58, 0, 0, 0, 4]);

/** "Ready for the next query, outside of a transaction." */
const idle = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/**
 * One session with a server, in the place of the driver's socket: the driver signs in and asks through it. It says
 * what the session begins with before the driver's first question, and gives a server up that falls silent.
 *
 * Once lost it answers every further question with an error and never closes by itself: the driver would connect the
 * same object again, on which an open transaction goes on (docs/decisions/0013-database-away.md).
 */
export class Session extends EventEmitter {
  readonly #options: SessionOptions;
  readonly #signingIn = new MessageCutter();
  readonly #counter = new AnswerCounter();
  #stage: Stage = 'opening';
  #socket: Socket | null = null;
  /** What the driver said before the connection stood. */
  #early: Buffer[] = [];
  /** Whether the driver has said anything yet, which it does as soon as it has its socket. */
  #greeted = false;
  #why: DatabaseLost | null = null;
  /** Since when the server owes a word; 0 when it owes none. */
  #owedSince = performance.now();
  #questions = 0;
  #isStandby = false;
  #settlingFault: string | null = null;
  #held: Buffer | null = null;

  constructor(options: SessionOptions) {
    super();
    // The driver's listeners come a moment later, and go before the last word.
    this.on('error', () => undefined);
    this.#options = options;
    options.open().then(
      (socket) => this.#opened(socket),
      (why: DatabaseLost) => this.#giveUp(why),
    );
  }

  get readyState(): 'opening' | 'open' | 'closed' {
    if (this.#stage === 'over' || this.#stage === 'leaving') return 'closed';
    return this.#stage === 'opening' ? 'opening' : 'open';
  }

  write(chunk: Buffer, done?: () => void): boolean {
    this.#greeted = true;
    if (this.#why) {
      setImmediate(() => this.#tellLoss());
      return true;
    }
    if (!this.#socket) {
      this.#early.push(chunk);
      return true;
    }
    if (this.#stage === 'ready') {
      if (this.#owedSince === 0) this.#owedSince = performance.now();
      this.#questions += questionsIn(chunk);
    }
    return this.#socket.write(chunk, done);
  }

  end(lastWords?: Buffer): void {
    if (this.#stage === 'over') return;
    const socket = this.#socket;
    if (!socket || this.#why) {
      this.#close();
      return;
    }
    this.#stage = 'leaving';
    this.#owedSince = performance.now();
    // Not waited for: a server that doesn't answer would hold this process.
    if (lastWords) socket.end(lastWords, () => socket.destroy());
    else socket.destroy();
  }

  /** The driver's way out of a sign-in that it doesn't understand. */
  destroy(): void {
    if (this.#stage === 'ready') this.lose(new DatabaseLost('CONNECTION_CLOSED'));
    else this.#giveUp(new DatabaseLost('CONNECT_FAILED'));
  }

  setKeepAlive(on: boolean, ms: number): void {
    this.#socket?.setKeepAlive(on, ms);
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Gives the server up if it has owed a word for too long. */
  check(now: number): void {
    if (this.#owedSince === 0 || this.#stage === 'over') return;
    const silentMs = now - this.#owedSince;
    if (this.#stage === 'leaving') {
      if (silentMs > leaveWithinMs) this.#socket?.destroy();
    } else if (this.#stage === 'ready') {
      if (silentMs > this.#options.answerWithinMs) this.lose(new DatabaseLost('ANSWER_TIMEOUT'));
    } else if (silentMs > this.#options.connectWithinMs) {
      const why = new DatabaseLost('CONNECT_TIMEOUT');
      // A driver's connection that keeps words of an earlier life says none at all any more.
      if (!this.#greeted) this.#options.onLost(why);
      this.#giveUp(why);
    }
  }

  /** Says goodbye, unless the server owes an answer. */
  leaveIfAtRest(): void {
    if (this.#stage === 'ready' && this.#owedSince === 0) this.end(goodbye);
  }

  /** All that was asked fails, and all that will be. */
  lose(why: DatabaseLost): void {
    if (this.#stage !== 'ready' || this.#why) return;
    this.#why = why;
    this.#owedSince = 0;
    this.#socket?.destroy();
    // First of all, so that whoever asks again asks another.
    this.#options.onLost(why);
    this.#tellLoss();
  }

  #tellLoss(): void {
    if (this.#stage !== 'ready') return;
    this.emit('error', this.#why);
    // Its pool is being ended: with this the driver takes the session for idle and lets it go.
    setImmediate(() => this.emit('data', idle));
  }

  #opened(socket: Socket): void {
    if (this.#stage !== 'opening') {
      socket.destroy();
      return;
    }
    this.#socket = socket;
    this.#stage = 'signing-in';
    socket.setKeepAlive(true, 30_000);
    socket.on('error', () => undefined);
    socket.on('drain', () => this.emit('drain'));
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('close', () => this.#cut());
    for (const chunk of this.#early.splice(0)) socket.write(chunk);
  }

  #cut(): void {
    switch (this.#stage) {
      case 'leaving':
        this.#close();
        break;
      case 'ready':
        this.lose(new DatabaseLost('CONNECTION_CLOSED'));
        break;
      default:
        this.#giveUp(new DatabaseLost('CONNECT_FAILED'));
    }
  }

  /** The driver has its own ways with a connection that never stood: it may try again with the same object. */
  #giveUp(why: DatabaseLost): void {
    if (this.#stage === 'over' || this.#stage === 'leaving') return;
    this.#options.onFailed(why);
    this.#stage = 'over';
    this.#socket?.destroy();
    // In the round after next: the driver's greeting is under way, and it would keep it for its next connection.
    setImmediate(() => setImmediate(() => this.#tellFailure(why)));
  }

  #tellFailure(why: DatabaseLost): void {
    this.emit('error', why);
    this.emit('close', false);
  }

  #close(): void {
    this.#stage = 'over';
    this.emit('close', false);
  }

  #hear(chunk: Buffer): void {
    if (this.#stage === 'ready') {
      if (this.#why) return;
      this.#counter.take(chunk);
      const owes = this.#counter.answers < this.#questions || !this.#counter.atRest;
      this.#owedSince = owes ? performance.now() : 0;
      const demoted = this.#counter.errors.includes(readOnly);
      this.emit('data', chunk);
      if (demoted) this.lose(new DatabaseLost('NOT_PRIMARY'));
      return;
    }
    if (this.#stage !== 'signing-in' && this.#stage !== 'settling') return;
    for (const message of this.#signingIn.cut(chunk)) {
      if (this.#stage === 'signing-in') this.#signIn(message);
      else if (this.#stage === 'settling') this.#settle(message);
    }
  }

  #signIn(message: { type: number; bytes: Buffer }): void {
    if (isError(message)) this.#options.onFailed(new DatabaseLost(sqlStateOf(message)));
    const { opening, primaryOnly } = this.#options;
    if (!isReady(message) || (opening === null && !primaryOnly)) {
      this.emit('data', message.bytes);
      if (isReady(message)) this.#ready();
      return;
    }
    this.#held = Buffer.from(message.bytes);
    this.#stage = 'settling';
    const statements = [opening ?? '', primaryOnly ? 'select pg_is_in_recovery()' : ''];
    this.#socket?.write(simpleQuery(statements.filter(Boolean).join(';')));
  }

  /** The driver doesn't hear what isn't an answer to it. */
  #settle(message: { type: number; bytes: Buffer }): void {
    if (isError(message)) this.#settlingFault ??= sqlStateOf(message);
    if (isRow(message) && this.#options.primaryOnly) this.#isStandby = isTrue(message);
    if (!isReady(message)) return;
    const fault = this.#settlingFault ?? (this.#isStandby ? 'NOT_PRIMARY' : null);
    if (fault) {
      this.#giveUp(new DatabaseLost(fault));
      return;
    }
    this.#ready();
    if (this.#held) this.emit('data', this.#held);
  }

  #ready(): void {
    this.#stage = 'ready';
    this.#owedSince = 0;
    this.#options.onReady();
  }
}
