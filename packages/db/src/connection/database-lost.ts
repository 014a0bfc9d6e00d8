/**
 * The database can't be reached or doesn't answer. `code` is what the system says of a connection that can't be made
 * (ECONNREFUSED, ENOTFOUND, ...) or one of ours.
 */
export class DatabaseLost extends Error {
  override name = 'DatabaseLost';
  readonly code: string;

  /**
   * @param code CONNECT_FAILED, CONNECT_TIMEOUT, TLS_REFUSED or NOT_PRIMARY before anything was asked; ANSWER_TIMEOUT or
   *   CONNECTION_CLOSED when something may have been done
   */
  constructor(code: string, options?: ErrorOptions) {
    super(`the database is away: ${code}`, options);
    this.code = code;
  }
}
