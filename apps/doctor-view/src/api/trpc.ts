import { createTRPCClient } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import type { DoctorRouter } from '@vitalmed/api';
import { createSessionSignal, staffAccount, staffLinks } from '@vitalmed/ui-react';

export const trpc = createTRPCReact<DoctorRouter>();
export const sessionSignal = createSessionSignal();
export const client = createTRPCClient<DoctorRouter>({ links: staffLinks(sessionSignal) });
export const account = staffAccount(client.account);
