/** SQLSTATE classes that say nothing about the statement: connection lost, no resources, told to stop, its own I/O. */
const classes = ['08', '53', '57', '58'];

/** A standby that isn't promoted yet, or a primary that is one no more. */
const readOnly = '25006';

/** What our driver and Node call a connection that is lost, silent or can't be made. */
const lost = /^(CONNECT|ANSWER_TIMEOUT$|TLS_REFUSED$|NOT_PRIMARY$|E[A-Z]{3,}$)/;

/** Whether the database was away or hindered: the same may succeed once it is back, and nobody's request is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  for (let fault: unknown = error; fault instanceof Error; fault = fault.cause) {
    if (!('code' in fault) || typeof fault.code !== 'string') continue;
    const { code } = fault;
    return code === readOnly || lost.test(code) || (code.length === 5 && classes.includes(code.slice(0, 2)));
  }
  return false;
}
