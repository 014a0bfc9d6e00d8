import type { ReactNode } from 'react';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { Logo } from '../shell/logo.tsx';
import { ThemeSwitch } from '../shell/theme-switch.tsx';

interface EntranceLayoutProps {
  app: string;
  heading: string;
  hint?: string;
  children: ReactNode;
}

/** The door of a staff application: one narrow column, nothing else to look at. */
export function EntranceLayout({ app, heading, hint, children }: EntranceLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip bg-canvas">
      <header className="flex items-center justify-end gap-1 p-3">
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 px-5 pb-24">
        <div className="flex items-center gap-3">
          <Logo className="size-10" />
          <p className="font-semibold text-muted">{app}</p>
        </div>
        <div className="flex flex-col gap-1">
          <h1 className="font-bold text-2xl">{heading}</h1>
          {hint && <p className="text-muted">{hint}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
