export interface StaffUser {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: string;
}

export interface Credentials {
  email: string;
  password: string;
}

/** Whether a mail was sent; if not, the mailbox has one that still serves, and this is when it may get another. */
export type MailAnswer = { mailed: true } | { mailed: false; retryAfterSeconds: number };

/** What a session needs of the API. Every function rejects with the API's error when it is refused. */
export interface StaffAccount {
  me(): Promise<{ user: StaffUser | null }>;
  /** Says that the person did something: only that keeps the session awake. */
  stay(): Promise<unknown>;
  signIn(credentials: Credentials): Promise<unknown>;
  signOut(): Promise<unknown>;
  requestPasswordReset(input: { email: string; locale: 'es-AR' | 'en' }): Promise<{ mail: MailAnswer }>;
  resetPassword(input: { token: string; password: string }): Promise<unknown>;
}

interface AccountProcedures {
  me: { query(): Promise<{ user: StaffUser | null }> };
  stay: { mutate(): Promise<unknown> };
  signIn: { mutate(input: Credentials): Promise<unknown> };
  signOut: { mutate(): Promise<unknown> };
  requestPasswordReset: {
    mutate(input: { email: string; locale: 'es-AR' | 'en' }): Promise<{ mail: MailAnswer }>;
  };
  resetPassword: { mutate(input: { token: string; password: string }): Promise<unknown> };
}

/** Adapts the `account` branch of either staff router, so that one sign-in serves both applications. */
export function staffAccount(procedures: AccountProcedures): StaffAccount {
  return {
    me: () => procedures.me.query(),
    stay: () => procedures.stay.mutate(),
    signIn: (credentials) => procedures.signIn.mutate(credentials),
    signOut: () => procedures.signOut.mutate(),
    requestPasswordReset: (input) => procedures.requestPasswordReset.mutate(input),
    resetPassword: (input) => procedures.resetPassword.mutate(input),
  };
}
