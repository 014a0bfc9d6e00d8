import pino, { type Logger } from 'pino';

export type { Logger };

/** One JSON line an entry, on standard error. No names, documents, mails or parameters ever go into an entry. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['*.password', '*.token', '*.email', '*.url'],
    },
    pino.destination({ fd: 2, sync: true }),
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
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    fault: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause ? { cause: faultEntry(error.cause) } : {}),
  };
}
