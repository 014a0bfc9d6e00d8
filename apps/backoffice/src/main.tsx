import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { followLocale, getLocale, m } from '@vitalmed/i18n';
import { CrashGuard, keepPartsReady, SessionGate, ToastProvider } from '@vitalmed/ui-react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { account, apiClient, queryClient, sessionSignal, trpc } from './api/trpc.ts';
import { LoadingShell } from './app/loading-shell.tsx';
import { router } from './app/router.tsx';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

// Changing the language loads the page anew, so it is looked up once and not again for every word on the screen.
const locale = getLocale();
followLocale(() => locale);
document.documentElement.lang = locale;

keepPartsReady();

createRoot(root).render(
  <StrictMode>
    <CrashGuard>
      <trpc.Provider client={apiClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <ToastProvider>
            <SessionGate
              account={account}
              signal={sessionSignal}
              title={m.office_app_name()}
              skeleton={<LoadingShell />}
            >
              <RouterProvider router={router} />
            </SessionGate>
          </ToastProvider>
        </QueryClientProvider>
      </trpc.Provider>
    </CrashGuard>
  </StrictMode>,
);
