import { m } from '@vitalmed/i18n';
import { AppShell, Skeleton } from '@vitalmed/ui-react';

/** The shape of the agenda while the session is being read. */
export function LoadingShell() {
  return (
    <AppShell title={m.office_app_name()}>
      <LoadingScreen />
    </AppShell>
  );
}

/** The same for a screen inside the shell, while it's on its way. */
export function LoadingScreen() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4 p-gutter">
      <p role="status" className="sr-only">
        {m.common_loading()}
      </p>
      <Skeleton className="h-9 w-80" />
      <Skeleton className="h-[70vh] w-full" />
    </div>
  );
}
