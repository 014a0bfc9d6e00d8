import type { Actor } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import type { AuthPorts } from './account/ports.ts';

export type Locale = 'es-AR' | 'en';

/** What a use case acts with. `now` is read once a request, so that one decision sees one instant. */
export type ServiceContext = {
  db: Database;
  /** Asks a search of the database that is to answer it: a replica may, a moment behind `db`. */
  search: <T>(question: (db: Database) => Promise<T>) => Promise<T>;
  now: Date;
  actor: Actor;
  locale: Locale;
  requestId: string;
  /** The caller's network address, for rate limits only; never logged with what they asked. */
  clientAddress: string;
  auth: AuthPorts;
  /** Tells the worker of this process that a message waits; it would find it by itself a little later. */
  messageWaiting(): void;
};
