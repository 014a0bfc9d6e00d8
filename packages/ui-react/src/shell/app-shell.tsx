import { m } from '@vitalmed/i18n';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';
import { useFocusHome } from './use-focus-home.ts';

interface AppShellProps {
  /** Name of the application beside the mark. */
  title: string;
  /** Links of the main navigation. */
  navigation?: ReactNode;
  /** What stands at the right of the bar: search, notices, the account. */
  tools?: ReactNode;
  children: ReactNode;
}

/** One bar above, the work below it. The skip link is the first thing that Tab finds. */
export function AppShell({ title, navigation, tools, children }: AppShellProps) {
  useFocusHome();
  return (
    <div className="flex h-[calc(100dvh-var(--notices,0px))] flex-col bg-canvas print:block print:h-auto">
      <a
        href="#contenido"
        className="btn btn-primary -translate-y-24 fixed top-2 left-2 z-60 focus-visible:translate-y-0"
      >
        {m.common_skip_to_content()}
      </a>
      <header
        data-print="no"
        className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-surface px-gutter py-1.5"
      >
        <div className="flex items-center gap-2.5">
          <Logo className="size-7" />
          <span className="sr-only font-bold tracking-tight sm:not-sr-only">{title}</span>
        </div>
        {navigation && (
          <nav aria-label={m.staff_main_navigation()} className="flex items-center gap-1">
            {navigation}
          </nav>
        )}
        <div className="ml-auto flex items-center gap-1">{tools}</div>
      </header>
      <main
        id="contenido"
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-auto outline-none print:overflow-visible"
      >
        {children}
      </main>
    </div>
  );
}
