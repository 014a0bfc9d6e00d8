import { useLocation } from '@solidjs/router';
import { ownPath } from '@vitalmed/core';
import { type Locale, m, reasonMessage } from '@vitalmed/i18n';
import { createEffect, ErrorBoundary, type ParentProps, Suspense } from 'solid-js';
import { failureOf } from '../api/failure.ts';
import { createLiveAppointments } from '../api/live.ts';
import { createSession, keepLanguage } from '../api/session.ts';
import type { User } from '../api/trpc.ts';
import { CrashedScreen } from './crashed-screen.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { chosenLanguage, languageKept, switchLanguage } from './language.ts';
import { Notices, notify } from './notices.tsx';
import { OfflineNote } from './offline-note.tsx';
import { PageSkeleton } from './skeletons.tsx';

export function Shell(props: ParentProps) {
  const user = createSession();
  const location = useLocation();
  createLiveAppointments(() => Boolean(user()));
  createAccountLanguage(user);
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

/** The language is the account's: what was chosen here goes to it, and any other screen of its owner follows it. */
function createAccountLanguage(user: () => User | null | undefined): void {
  const keep = async (owner: User, chosen: Locale) => {
    try {
      await keepLanguage(owner, chosen);
      languageKept(chosen);
    } catch (error) {
      notify({ text: reasonMessage(failureOf(error).reason) });
    }
  };
  createEffect(() => {
    const owner = user();
    const chosen = chosenLanguage();
    if (!owner) return;
    if (chosen === null) switchLanguage(owner.locale);
    else if (chosen !== owner.locale) void keep(owner, chosen);
    else languageKept(chosen);
  });
}
