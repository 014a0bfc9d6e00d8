import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { PortalRouter } from '@vitalmed/api';

export const TRPC_URL = '/trpc';

/** Everything about accounts travels alone: the server counts attempts a request, never a batch. */
export const api = createTRPCClient<PortalRouter>({
  links: [
    splitLink({
      condition: ({ path }) => path.startsWith('account.'),
      true: httpLink({ url: TRPC_URL }),
      false: httpBatchLink({ url: TRPC_URL, maxURLLength: 2000 }),
    }),
  ],
});

type Inputs = inferRouterInputs<PortalRouter>;
type Outputs = inferRouterOutputs<PortalRouter>;

export type Catalog = Outputs['catalog']['get'];
export type Overview = Outputs['slots']['overview'];
export type FreeSlot = Outputs['slots']['get']['slot'];
export type AppointmentView = Outputs['appointments']['get'];
export type User = NonNullable<Outputs['account']['me']['user']>;
export type SlotFilter = Pick<Inputs['slots']['overview'], 'specialtyId' | 'doctorId' | 'siteId'>;
