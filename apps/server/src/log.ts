import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * One JSON line an entry, on standard error unless told. No names, documents, mails or parameters ever go into an
 * entry, nor any text that somebody outside chose: an address, a header, what a provider or PostgreSQL says.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['*.password', '*.token', '*.email', '*.url'],
    },
    destination,
  );
}

/**
 * A bug as it may be logged: kind, SQLSTATE, constraint and where in the code. The text is left out, since
 * drizzle's holds the query's parameters and PostgreSQL's detail holds values.
 */
export function faultEntry(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code, constraint_name: constraint } = error as Error & {
    code?: unknown;
    constraint_name?: unknown;
  };
  return {
    fault: plainWord(error.name) ?? 'Error',
    ...(plainWord(code) ? { code } : {}),
    ...(plainWord(constraint) ? { constraint } : {}),
    at: frames(error).slice(0, 8),
    ...(error.cause ? { cause: faultEntry(error.cause) } : {}),
  };
}

/** A name of program's make, such as ECONNREFUSED or appointment_patient_fk; null for any other text. */
export function plainWord(text: unknown): string | null {
  return typeof text === 'string' && /^[\w.-]{1,64}$/.test(text) ? text : null;
}

/** Where in the code. The message comes before, and a line of it may look like a frame. */
function frames({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const rest = start < 0 ? stack : stack.slice(start + message.length);
  return rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at [^\p{Cc}]*:\d+:\d+\)?$/u.test(line));
}
