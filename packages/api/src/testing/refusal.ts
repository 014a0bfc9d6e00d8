import { REASONS, type Reason } from '@vitalmed/core';
import { expect } from 'vitest';
import type { Answer } from './call.ts';
import type { RawAnswer } from './raw.ts';

/** What no client may ever read: traces, files, statements, the names of what we are built with. */
const inside = /\bat .+:\d+|node_modules|\.ts\b|select |insert into|update "|syntax error|postgres|zod|trpc/i;

/** Where the fault of a refusal's own answer lies; null for a clear 4xx with a stable reason and nothing more. */
export function faultOf({ status, reason, text, headers }: Answer | RawAnswer): string | null {
  if (status < 400 || status > 499) return `status ${status}`;
  if (!REASONS.includes(reason as Reason)) return `reason ${reason}`;
  const message = /"message":"([^"]*)"/.exec(text)?.[1];
  if (message !== reason) return `message ${message}`;
  if (inside.test(text)) return `tells of the inside: ${text.slice(0, 200)}`;
  const cache = headers instanceof Headers ? headers.get('cache-control') : headers['cache-control'];
  return cache === 'no-store' ? null : `cache-control ${cache}`;
}

export function expectRefusal(answer: Answer | RawAnswer, reason: Reason, status?: number): void {
  expect({ fault: faultOf(answer), reason: answer.reason }).toEqual({ fault: null, reason });
  if (status !== undefined) expect(answer.status).toBe(status);
}
