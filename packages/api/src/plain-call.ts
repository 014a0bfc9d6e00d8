import {
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import { againWhileAway, type Deadline } from './bounded.ts';
import type { RequestContext } from './context.ts';
import { unavailableError } from './error-map.ts';

/** What a plain call needs of its HTTP request; `body` is the text of a POST. */
export type PlainRequest = {
  method: string;
  /** What follows /trpc/ in the address, decoded. */
  path: string;
  query(name: string): string | undefined;
  header(name: string): string | undefined;
  body: string | undefined;
};

export type PlainOptions = {
  router: AnyTRPCRouter;
  maxBatchSize: number;
  createContext(): Promise<RequestContext>;
  onError(error: TRPCError, path: string, ctx: RequestContext | undefined): void;
  /** By when the answer must stand; what isn't done then is told so. */
  deadline: Deadline;
};

export type PlainAnswer = { status: number; body: string; errors: TRPCError[] };

type Call = { path: string; procedure: AnyTRPCProcedure; input: unknown };
type PlainCalls = { batch: boolean; calls: Call[] };

/**
 * Answers ordinary queries and mutations, alone or batched, with tRPC's own procedures and error shapes but
 * without a Request, Headers and Response for each (the stock adapter costs about 0.1 ms a call). Null for
 * whatever isn't a plain call (streams, subscriptions, anything malformed or unknown): the stock adapter has it.
 * `plain-call.test.ts` holds both to the same answers.
 */
export async function answerPlainCall(
  request: PlainRequest,
  options: PlainOptions,
): Promise<PlainAnswer | null> {
  const plain = readPlainCalls(request, options);
  if (!plain) return null;
  const { router, createContext, onError, deadline } = options;
  const errors: TRPCError[] = [];
  let ctx: RequestContext | undefined;
  const context = deadline.holds(againWhileAway(createContext)).then((made) => {
    ctx = made;
    return made;
  });
  const answer = async ({ path, procedure, input }: Call, batchIndex: number) => {
    const { type } = procedure._def;
    const getRawInput = async () => input;
    const call = (ctx: RequestContext) =>
      procedure({ path, getRawInput, ctx, type, signal: undefined, batchIndex });
    try {
      const ctx = await context;
      const data = type === 'query' ? againWhileAway(() => call(ctx)) : call(ctx);
      return { result: { data: await deadline.holds(data) } };
    } catch (cause) {
      // Before the context stood, nothing of the procedure had begun.
      const error = unavailableError(cause, ctx ? type : 'query') ?? getTRPCErrorFromUnknown(cause);
      errors.push(error);
      onError(error, path, ctx);
      return { error: getTRPCErrorShape({ config: router._def._config, ctx, error, input, path, type }) };
    }
  };
  // Promise.all of one is a tenth of what a small call takes.
  const [only] = plain.batch ? [] : plain.calls;
  const answers = only ? await answer(only, 0) : await Promise.all(plain.calls.map(answer));
  return { status: getHTTPStatusCode(answers), body: JSON.stringify(answers), errors };
}

function readPlainCalls(request: PlainRequest, { router, maxBatchSize }: PlainOptions): PlainCalls | null {
  const { method, query, header, body } = request;
  const expected = method === 'GET' ? 'query' : method === 'POST' ? 'mutation' : null;
  const streams = header('trpc-accept') ?? header('accept')?.includes('application/jsonl');
  if (!expected || streams || query('connectionParams') !== undefined) return null;
  const batch = query('batch') === '1';
  const paths = batch ? request.path.split(',') : [request.path];
  if (paths.length > maxBatchSize) return null;
  const inputs = method === 'GET' ? parsedQuery(query('input')) : parsed(body ?? '');
  if (!inputs || (batch && !isRecord(inputs.value ?? {}))) return null;

  const calls: Call[] = [];
  for (const [index, path] of paths.entries()) {
    const procedure = procedureAt(router, path);
    if (procedure?._def.type !== expected) return null;
    const input = batch ? (inputs.value as Record<number, unknown> | undefined)?.[index] : inputs.value;
    calls.push({ path, procedure, input });
  }
  return { batch, calls };
}

export function procedureAt(router: AnyTRPCRouter, path: string): AnyTRPCProcedure | null {
  const procedures = router._def.procedures as Record<string, AnyTRPCProcedure>;
  return Object.hasOwn(procedures, path) ? (procedures[path] ?? null) : null;
}

/** A query may come without input; a POST without a body is left to the stock adapter. */
export function parsedQuery(text: string | undefined): { value: unknown } | null {
  return text ? parsed(text) : { value: undefined };
}

/** Null for text that isn't JSON. */
function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
