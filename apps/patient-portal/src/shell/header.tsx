import { useLocation, useNavigate } from '@solidjs/router';
import { ownPath } from '@vitalmed/core';
import { m, reasonMessage } from '@vitalmed/i18n';
import CalendarHeart from 'lucide-solid/icons/calendar-heart';
import LogOut from 'lucide-solid/icons/log-out';
import { Show } from 'solid-js';
import { failureOf } from '../api/failure.ts';
import { forgetSession, signOut } from '../api/session.ts';
import type { User } from '../api/trpc.ts';
import { Logo } from './logo.tsx';
import { notify } from './notices.tsx';

export function Header(props: { user: User | null | undefined }) {
  const location = useLocation();
  const navigate = useNavigate();
  const here = () => ownPath(`${location.pathname}${location.search}`) ?? '/';
  const leave = async () => {
    try {
      await signOut();
      // Away first: a screen that needs a session would ask to sign in again.
      navigate('/');
      forgetSession();
      notify({ text: m.portal_signed_out() });
    } catch (error) {
      notify({ text: reasonMessage(failureOf(error).reason) });
    }
  };
  return (
    <header class="border-b border-line bg-surface" data-print="no">
      <div class="mx-auto flex max-w-4xl flex-wrap items-center gap-x-1 px-gutter py-2">
        <a
          href="/"
          class="mr-auto flex items-center gap-2 rounded-control py-1.5 no-underline"
          aria-label={m.portal_home_link()}
        >
          <Logo class="size-9" />
          <span class="text-lg font-extrabold tracking-tight">Vitalmed</span>
        </a>
        <nav aria-label={m.portal_main_nav()} class="flex items-center gap-1">
          <Show when={props.user !== undefined}>
            <a
              href="/mis-turnos"
              class="btn btn-ghost px-2.5"
              aria-current={location.pathname === '/mis-turnos' ? 'page' : undefined}
            >
              <CalendarHeart size={20} class="hidden sm:block" aria-hidden="true" />
              {m.portal_my_appointments()}
            </a>
            <Show
              when={props.user}
              fallback={
                <a href={signInPath(here())} class="btn btn-quiet px-3.5">
                  {m.common_sign_in()}
                </a>
              }
            >
              {(user) => (
                <>
                  <span class="hidden px-2 text-muted sm:inline">{user().firstName}</span>
                  <button
                    type="button"
                    class="btn btn-ghost btn-icon"
                    aria-label={m.portal_sign_out_of({ email: user().email })}
                    title={m.common_sign_out()}
                    onClick={leave}
                  >
                    <LogOut size={20} aria-hidden="true" />
                  </button>
                </>
              )}
            </Show>
          </Show>
        </nav>
      </div>
    </header>
  );
}

/** Where to sign in and then come back to; the sign-in screens themselves aren't a place to come back to. */
function signInPath(here: string): string {
  const worthReturning = here !== '/' && !/^\/(ingresar|crear-cuenta|olvide|restablecer)/.test(here);
  return worthReturning ? `/ingresar?volver=${encodeURIComponent(here)}` : '/ingresar';
}
