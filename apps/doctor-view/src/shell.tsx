import { m } from '@vitalmed/i18n';
import { AppShell, LanguageSwitch, ThemeSwitch } from '@vitalmed/ui-react';
import type { ReactNode } from 'react';

interface ShellProps {
  /** The signed-in person's menu, once there is one. */
  account?: ReactNode;
  children: ReactNode;
}

export function Shell({ account, children }: ShellProps) {
  return (
    <AppShell
      title={m.doctor_app_name()}
      tools={
        <div className="flex items-center max-sm:[&_.btn]:px-2">
          <LanguageSwitch />
          <ThemeSwitch />
          {account}
        </div>
      }
    >
      {children}
    </AppShell>
  );
}
