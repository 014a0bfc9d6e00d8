import type { Actor } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import type { AuthPorts } from '../account/ports.ts';
import type { ServiceContext } from '../context.ts';

/** A Saturday morning in Buenos Aires, two days before the factories' testDate. */
export const testNow = new Date('2030-06-01T12:00:00Z');

/** The use cases of the agenda know nothing of passwords and sessions: asking for them here is a bug. */
const noAuth = new Proxy({} as AuthPorts, {
  get(_, port) {
    throw new Error(`This test gave no ${String(port)}`);
  },
});

export function testContext(
  db: Database,
  actor: Actor,
  overrides: Partial<ServiceContext> = {},
): ServiceContext {
  return {
    db,
    now: testNow,
    actor,
    locale: 'es-AR',
    requestId: 'test',
    clientAddress: '127.0.0.1',
    auth: noAuth,
    messageWaiting: () => {},
    ...overrides,
  };
}
