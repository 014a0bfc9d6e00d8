/** A start that failed for a cause which the message tells a person how to mend. */
export class StartError extends Error {
  override name = 'StartError';
}
