import { createStore } from 'solid-js/store';

/** Whether a code was mailed; if not, the mailbox has one that still serves, and this is when it may get another. */
type MailAnswer = { mailed: true } | { mailed: false; retryAfterSeconds: number };

/** What somebody types about themselves until they are signed in. A password is never among it. */
export type Draft = {
  firstName?: string;
  lastName?: string;
  documentNumber?: string;
  phone?: string;
  email?: string;
  /** The registration whose code was mailed. */
  pending?: { email: string; mail: MailAnswer; at: number };
  /** The account that a code for the clinic's own file was asked for. */
  fileCode?: { email: string; at: number };
};

const STORED = 'vitalmed-draft';
/** An hour after the last key the next person at this screen finds nothing. */
const KEPT_MS = 60 * 60_000;
/** As long as a mailed code is good for. */
const CODE_MS = 30 * 60_000;

const [draft, setDraft] = createStore<Draft>(readStored(Date.now()));

/** Kept in this tab: it outlives a reload, "back" and a change of mind, and ends with the tab. */
export { draft };

export function keepDraft(part: Partial<Draft>): void {
  setDraft(part);
  write({ ...draft, savedAt: Date.now() });
}

/** Nothing of it is needed any more: whoever typed it is signed in. */
export function forgetDraft(): void {
  keepDraft({
    firstName: undefined,
    lastName: undefined,
    documentNumber: undefined,
    phone: undefined,
    email: undefined,
    pending: undefined,
    fileCode: undefined,
  });
}

/** Whether a code that was mailed at that instant, in epoch milliseconds, can still be typed. */
export function codeServes(asked: { at: number } | undefined, now = Date.now()): boolean {
  return asked !== undefined && now - asked.at < CODE_MS;
}

function readStored(now: number): Draft {
  try {
    const { savedAt, ...kept } = JSON.parse(sessionStorage.getItem(STORED) ?? '{}');
    return now - savedAt < KEPT_MS ? kept : {};
  } catch {
    return {};
  }
}

function write(kept: Draft & { savedAt: number }): void {
  try {
    sessionStorage.setItem(STORED, JSON.stringify(kept));
  } catch {
    // Storage is closed: what was typed lives as long as the page.
  }
}
