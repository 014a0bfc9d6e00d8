import { useLocation } from '@solidjs/router';
import { ownPath } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { ErrorBoundary, type ParentProps, Suspense } from 'solid-js';
import { createLiveAppointments } from '../api/live.ts';
import { createSession } from '../api/session.ts';
import { CrashedScreen } from './crashed-screen.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { OfflineNote } from './offline-note.tsx';
import { PageSkeleton } from './skeletons.tsx';

export function Shell(props: ParentProps) {
  const user = createSession();
  const location = useLocation();
  createLiveAppointments(() => Boolean(user()));
  return (
    <div class="flex min-h-dvh flex-col overflow-x-clip">
      <a
        href={ownPath(`${location.pathname}${location.search}#contenido`) ?? undefined}
        class="btn btn-primary sr-only focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-30 focus:px-5 focus:py-3"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('contenido')?.focus();
        }}
      >
        {m.common_skip_to_content()}
      </a>
      <Header user={user()} />
      <OfflineNote />
      <ErrorBoundary fallback={(_error, reset) => <CrashedScreen reset={reset} />}>
        <Suspense fallback={<PageSkeleton />}>{props.children}</Suspense>
      </ErrorBoundary>
      <Footer />
      <Notices />
    </div>
  );
}
