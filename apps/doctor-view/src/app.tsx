import { QueryClientProvider } from '@tanstack/react-query';
import { m } from '@vitalmed/i18n';
import { createStaffQueryClient, SessionGate, ToastProvider } from '@vitalmed/ui-react';
import { useState } from 'react';
import { account, client, sessionSignal, trpc } from './api/trpc.ts';
import { DayScreen } from './day/day-screen.tsx';
import { DaySkeleton } from './day/day-skeleton.tsx';
import { Shell } from './shell.tsx';

export function App() {
  const [queryClient] = useState(createStaffQueryClient);
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <SessionGate
            account={account}
            signal={sessionSignal}
            title={m.doctor_app_name()}
            skeleton={
              <Shell>
                <DaySkeleton />
              </Shell>
            }
          >
            <DayScreen />
          </SessionGate>
        </ToastProvider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}
