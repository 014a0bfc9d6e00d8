import { useQuery } from '@tanstack/solid-query';
import { known } from './known.ts';
import { queryClient } from './query-client.ts';
import type { User } from './trpc.ts';
import { api } from './trpc.ts';

const SESSION_KEY = ['session'];

/** Who is signed in: undefined while it isn't known yet, null for nobody. */
export function createSession(): () => User | null | undefined {
  const session = useQuery(() => ({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => api.account.me.query(undefined, { signal }),
    staleTime: 60_000,
  }));
  return () => {
    if (session.isPending) return undefined;
    return known(session)?.user ?? null;
  };
}

/** After signing in or up: the header changes at once, and nothing of another account stays in memory. */
export function startSession(user: User): void {
  queryClient.removeQueries({ queryKey: ['appointments'] });
  queryClient.setQueryData(SESSION_KEY, { user });
}

export async function signOut(): Promise<void> {
  await api.account.signOut.mutate();
}

/** The account's language from now on: its mails and files follow. */
export async function keepLanguage(user: User, locale: User['locale']): Promise<void> {
  await api.account.chooseLanguage.mutate({ locale });
  // An answer under way may still say what it was before.
  await queryClient.cancelQueries({ queryKey: SESSION_KEY });
  queryClient.setQueryData(SESSION_KEY, { user: { ...user, locale } });
}

/** Nobody is signed in any more: they left, or the server says that the session ended. */
export function forgetSession(): void {
  queryClient.setQueryData(SESSION_KEY, { user: null });
  queryClient.removeQueries({ queryKey: ['appointments'] });
}
