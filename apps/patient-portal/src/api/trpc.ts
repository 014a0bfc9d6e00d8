import { createTRPCClient, httpLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { PortalRouter } from '@vitalmed/api';
import type { NamedSlot } from '@vitalmed/core';
import { fetchOrTake } from './early-answers.ts';

export const TRPC_URL = '/trpc';

/**
 * One request a call. The screens ask for two or three things at once, and none should wait for the slowest;
 * the server, besides, takes calls about accounts only one by one.
 */
export const api = createTRPCClient<PortalRouter>({
  links: [
    httpLink({ url: TRPC_URL, fetch: (address, init) => fetchOrTake(String(address), init as RequestInit) }),
  ],
});

type Inputs = inferRouterInputs<PortalRouter>;
type Outputs = inferRouterOutputs<PortalRouter>;

export type Catalog = Outputs['catalog']['get'];
export type FreeSlot = NamedSlot;
export type AppointmentView = Outputs['appointments']['get'];
export type OwnAppointments = Outputs['appointments']['mine'];
export type User = NonNullable<Outputs['account']['me']['user']>;
export type SlotFilter = Pick<Inputs['slots']['overview'], 'specialtyId' | 'doctorId' | 'siteId'>;
