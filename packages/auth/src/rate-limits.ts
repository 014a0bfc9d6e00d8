import { setTimeout as pause } from 'node:timers/promises';
import { inBatches, removedAtOnce, type Sql } from '@vitalmed/db';
import { counter, digest, limited, type RateLimited, take, type Verdict } from './counters.ts';
import { addressBlock, widestBlock } from './network.ts';
import type { Turn } from './work-gate.ts';

export type { Verdict } from './counters.ts';

/** Who tries to get into which account: `browser` is its name where that account knows it, null anywhere else. */
export type Attempt = { address: string; realm: string; email: string; browser: string | null };

/** What came of looking at a password: right, wrong, or not looked at for another reason. */
type SignInResult = { ok: true } | { ok: false; reason: string };

/** Whether to mail, and if the mailbox had enough, when the next mail may be asked for. */
export type MailVerdict = { ok: true; mail: true } | { ok: true; mail: false; retryAfterSeconds: number };

/**
 * Every limit counts whoever guesses or asks (their network, their browser), never the account: what strangers do
 * makes nobody else wait. All of them say how long.
 */
export type RateLimits = {
  /**
   * Looks at a password (`tryIt`) if another attempt may be made, and counts it when the answer is
   * 'bad-credentials'. Attempts that run at once count as failures until they end, so a burst gains nothing.
   */
  signIn<T extends SignInResult>(
    attempt: Attempt,
    tryIt: (turn: Turn) => Promise<T>,
  ): Promise<T | RateLimited>;
  /** Before anything that mails somebody. A mailbox that had enough is no refusal: its latest mail still serves. */
  mailRequest(request: Attempt & { kind: MailKind }): Promise<MailVerdict | RateLimited>;
  /** After a code that no registration of this browser stands behind: it can't be right. */
  strayCode(from: { address: string }): Promise<Verdict>;
  /** Before a stranger's new password is weighed, which takes long. */
  newPassword(from: { address: string }): Promise<Verdict>;
  /** Somebody proved by a mailed link whose account it is: what they tried before is forgotten. */
  forgive(owner: Omit<Attempt, 'browser'>): Promise<void>;
  /** Removes counters that ended; for the housekeeping job. */
  removeExpired(): Promise<void>;
};

export type MailKind = 'sign-up' | 'password-reset' | 'file-proof';

const minute = 60;
const hour = 60 * minute;

/** Failures of one network at one account that cost nothing; after them each waits twice as long as the last. */
const freeFailures = 5;
const failuresOfNetwork = 10;
const longestDelaySeconds = 30;
/** Ten colleagues behind one address sign in at the same minute: the eleventh waits a little, unrefused. */
const longestWaitMs = 5_000;

export function createRateLimits(sql: Sql): RateLimits {
  const signIn = signInLimits(sql);
  const mails = mailLimits(sql);
  const strayCodes = counter(sql, 'code-stray', 30, hour);
  const newPasswords = counter(sql, 'password-new', 60, hour);
  return {
    signIn: signIn.attempt,
    mailRequest: mails.request,
    strayCode: ({ address }) => take(strayCodes, digest(addressBlock(address))),
    newPassword: ({ address }) => take(newPasswords, digest(addressBlock(address))),
    async forgive(owner) {
      await Promise.all([signIn.forgive(owner), mails.forgive(owner)]);
    },
    async removeExpired() {
      const now = Date.now();
      await inBatches(
        () => sql`
          delete from rate_limit
          where key = any(array(
            select key from rate_limit where expire < ${now} order by expire limit ${removedAtOnce}
          ))`,
      );
    },
  };
}

function signInLimits(sql: Sql) {
  const browserTries = counter(sql, 'sign-in-browser', 10, 10 * minute);
  const networkFailures = counter(sql, 'sign-in-address', failuresOfNetwork, 10 * minute);
  const networkRunning = counter(sql, 'sign-in-running', failuresOfNetwork, minute);
  const pairFailures = counter(sql, 'sign-in-failures', Number.MAX_SAFE_INTEGER, hour);
  const pairGate = counter(sql, 'sign-in-gate', 1, 1);

  /** One account as one network sees it. */
  const pairOf = ({ address, realm, email }: Omit<Attempt, 'browser'>) =>
    digest(widestBlock(address), realm, email);
  const forgive = async (owner: Omit<Attempt, 'browser'>) => {
    await Promise.all([pairFailures.delete(pairOf(owner)), pairGate.delete(pairOf(owner))]);
  };

  /** Takes a place among the attempts that a network may still make; waits while others merely run. */
  async function enter(from: string): Promise<Verdict> {
    const deadline = Date.now() + longestWaitMs;
    for (;;) {
      const running = await networkRunning.penalty(from);
      const failures = await networkFailures.get(from);
      const failed = failures?.consumedPoints ?? 0;
      if (running.consumedPoints + failed <= failuresOfNetwork) return { ok: true };
      await networkRunning.reward(from);
      if (failures && failed >= failuresOfNetwork) return limited(failures.msBeforeNext);
      if (Date.now() > deadline) return limited(1_000);
      await pause(100 + Math.random() * 100);
    }
  }

  /** Counts the attempt at this account, unless it has to wait: then it wasn't one. */
  async function slowDown(pair: string): Promise<Verdict> {
    const failures = await pairFailures.penalty(pair);
    const delay = delaySeconds(failures.consumedPoints - 1);
    const verdict = delay === 0 ? ({ ok: true } as const) : await take(pairGate, pair, delay);
    if (!verdict.ok) await pairFailures.reward(pair);
    return verdict;
  }

  async function asStranger<T extends SignInResult>(attempt: Attempt, tryIt: () => Promise<T>) {
    const from = digest(addressBlock(attempt.address));
    const pair = pairOf(attempt);
    const entered = await enter(from);
    if (!entered.ok) return entered;
    try {
      const verdict = await slowDown(pair);
      if (!verdict.ok) return verdict;
      const result = await tryIt();
      if (result.ok) await forgive(attempt);
      else if (result.reason === 'bad-credentials') await networkFailures.penalty(from);
      else await pairFailures.reward(pair);
      return result;
    } finally {
      // After the failure is counted, never before: in between it counts twice rather than not at all.
      await networkRunning.reward(from);
    }
  }

  return {
    forgive,
    async attempt<T extends SignInResult>(attempt: Attempt, tryIt: (turn: Turn) => Promise<T>) {
      const { browser, realm, email } = attempt;
      // A browser that the account knows has tries of its own, and its turn before all strangers.
      const own = browser ? await take(browserTries, digest(browser, realm, email)) : null;
      return own?.ok ? tryIt('known') : asStranger(attempt, () => tryIt('anybody'));
    },
  };
}

function mailLimits(sql: Sql) {
  const ofNetwork = counter(sql, 'mail-address', 20, hour);
  const ofBrowser = counter(sql, 'mail-browser', 3, hour);
  const ofMailbox = counter(sql, 'mail-email', 3, hour);
  /** Each registration brings attempts at a code, so one network begins few for one mailbox. */
  const signUps = counter(sql, 'sign-up-pair', 3, hour);
  /** Each kind by itself: who registered three times may still ask for a new password. */
  const mailboxOf = (kind: MailKind, { realm, email }: Omit<Attempt, 'browser'>) =>
    digest(kind, realm, email);

  return {
    async forgive(owner: Omit<Attempt, 'browser'>) {
      await ofMailbox.delete(mailboxOf('password-reset', owner));
    },
    async request(request: Attempt & { kind: MailKind }): Promise<MailVerdict | RateLimited> {
      const { browser, kind, realm, email } = request;
      if (browser && (await take(ofBrowser, digest(browser, realm, email))).ok)
        return { ok: true, mail: true };
      const network = digest(addressBlock(request.address));
      const asker = await take(ofNetwork, network);
      if (!asker.ok) return asker;
      const begun = kind === 'sign-up' ? await take(signUps, digest(network, email)) : asker;
      if (!begun.ok) return begun;
      const mailbox = await take(ofMailbox, mailboxOf(kind, request));
      if (mailbox.ok) return { ok: true, mail: true };
      return { ok: true, mail: false, retryAfterSeconds: mailbox.details.retryAfterSeconds };
    },
  };
}

/** Seconds to wait after that many failures in a row: 0 for the first five, then 1, 2, 4 ... up to 30. */
export function delaySeconds(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestDelaySeconds, 2 ** (failures - freeFailures));
}
