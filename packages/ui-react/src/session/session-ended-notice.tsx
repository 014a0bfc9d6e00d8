import { m } from '@vitalmed/i18n';
import { Dialog } from '../overlays/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { StaffAccount, StaffUser } from './staff-account.ts';

interface SessionEndedNoticeProps {
  account: StaffAccount;
  user: StaffUser;
  onSignedIn(): Promise<void>;
}

/** Stands over the work in progress and gives it back untouched once the person is in again. */
export function SessionEndedNotice({ account, user, onSignedIn }: SessionEndedNoticeProps) {
  return (
    <Dialog open title={m.staff_session_ended_title()} description={m.staff_session_ended_hint()}>
      <SignInForm account={account} email={user.email} onSignedIn={onSignedIn} />
    </Dialog>
  );
}
