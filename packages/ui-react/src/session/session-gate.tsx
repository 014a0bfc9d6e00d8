import { type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { failureMessage } from '../api/api-errors.ts';
import type { SessionSignal } from '../api/session-signal.ts';
import { ErrorState } from '../feedback/error-state.tsx';
import { lateOverlay } from '../late/late.tsx';
import { ForgotPasswordScreen } from './forgot-password-screen.tsx';
import { ResetPasswordScreen } from './reset-password-screen.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import type { StaffAccount, StaffUser } from './staff-account.ts';
import { watchActs } from './watch-acts.ts';

const SessionEndedNotice = lateOverlay(() =>
  import('./session-ended-notice.tsx').then((module) => module.SessionEndedNotice),
);

const SESSION_KEY = ['staff-session'] as const;
export const RESET_PATH = '/restablecer';

/** Everything that was read for the person who leaves; the gate itself goes on watching the session. */
function isOfThePerson(query: Query): boolean {
  return query.queryKey[0] !== SESSION_KEY[0];
}

interface Session {
  user: StaffUser;
  signOut(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** The signed-in person. Throws outside of a SessionGate, where nobody is signed in. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionGate above it');
  return session;
}

interface SessionGateProps {
  account: StaffAccount;
  signal: SessionSignal;
  /** Name of the application, shown above the form. */
  title: string;
  /** What stands on the screen while the session is being read. */
  skeleton: ReactNode;
  children: ReactNode;
}

/**
 * Shows its children to a signed-in person and a sign-in form to anyone else. When the session ends
 * meanwhile, the screen stays as it is under a form that gives it back.
 */
export function SessionGate({ account, signal, title, skeleton, children }: SessionGateProps) {
  const queryClient = useQueryClient();
  const [path, setPath] = useState(window.location.pathname === RESET_PATH ? 'reset' : 'sign-in');
  const [ended, setEnded] = useState(false);
  const me = useQuery({ queryKey: SESSION_KEY, queryFn: () => account.me(), staleTime: Infinity });
  const user = me.data?.user ?? null;

  useEffect(() => signal.onEnd(() => setEnded(true)), [signal]);

  const present = user !== null && !ended;
  useEffect(() => {
    if (!present) return;
    // A session that ended meanwhile says so to the signal; a network that is away will be back at the next act.
    return watchActs(window, () => void account.stay().catch(() => undefined));
  }, [account, present]);

  const onSignedIn = useCallback(async () => {
    const { user: next } = await account.me();
    const samePerson = user === null || user.id === next?.id;
    queryClient.setQueryData(SESSION_KEY, { user: next });
    setEnded(false);
    if (samePerson) await queryClient.invalidateQueries();
    else queryClient.removeQueries({ predicate: isOfThePerson });
  }, [account, queryClient, user]);

  const signOut = useCallback(async () => {
    await account.signOut();
    queryClient.setQueryData(SESSION_KEY, { user: null });
    queryClient.removeQueries({ predicate: isOfThePerson });
  }, [account, queryClient]);

  const session = useMemo(() => (user ? { user, signOut } : null), [user, signOut]);

  if (path === 'reset') {
    return <ResetPasswordScreen account={account} title={title} onDone={() => setPath('sign-in')} />;
  }
  if (me.isPending) return skeleton;
  if (me.isError && !me.data) {
    return <ErrorState message={failureMessage(me.error)} onRetry={() => void me.refetch()} />;
  }
  if (!session) {
    return path === 'forgot' ? (
      <ForgotPasswordScreen account={account} title={title} onBack={() => setPath('sign-in')} />
    ) : (
      <SignInScreen
        account={account}
        title={title}
        onSignedIn={onSignedIn}
        onForgot={() => setPath('forgot')}
      />
    );
  }
  return (
    <SessionContext value={session}>
      {children}
      {ended && <SessionEndedNotice account={account} user={session.user} onSignedIn={onSignedIn} />}
    </SessionContext>
  );
}
