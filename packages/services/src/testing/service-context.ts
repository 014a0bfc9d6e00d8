import type { Database } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { plainAuth } from './plain-auth.ts';

/** Nobody's request, now; tests say what they are about. */
export function serviceContext(db: Database, overrides: Partial<ServiceContext> = {}): ServiceContext {
  return {
    db,
    search: (question) => question(db),
    now: new Date(),
    actor: { kind: 'anonymous' },
    locale: 'es-AR',
    requestId: 'test',
    clientAddress: '203.0.113.7',
    auth: plainAuth(),
    messageWaiting: () => undefined,
    ...overrides,
  };
}
