export type EmbeddedPostgresFailure =
  /** No binaries for this platform, or they don't run here. */
  | 'unsupported-platform'
  /** The folder can't be used by the operating-system user that has to. */
  | 'no-permission'
  /** Another live process runs the database of this folder. */
  | 'folder-in-use'
  /** The folder was made by another major version of PostgreSQL. */
  | 'other-version'
  /** PostgreSQL didn't start; the message ends with its last words. */
  | 'start-failed';

/** Its message is for a person at a terminal: what is wrong and what to do. It holds no secret. */
export class EmbeddedPostgresError extends Error {
  readonly reason: EmbeddedPostgresFailure;

  constructor(reason: EmbeddedPostgresFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.reason = reason;
  }
}
