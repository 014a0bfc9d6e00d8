import { m } from '@vitalmed/i18n';
import { Button } from '../controls/button.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { StaffAccount } from './staff-account.ts';

interface SignInScreenProps {
  account: StaffAccount;
  title: string;
  onSignedIn(): Promise<void>;
  onForgot(): void;
}

export function SignInScreen({ account, title, onSignedIn, onForgot }: SignInScreenProps) {
  return (
    <EntranceLayout app={title} heading={m.staff_sign_in_title()} hint={m.staff_sign_in_hint()}>
      <SignInForm account={account} onSignedIn={onSignedIn} />
      <Button variant="ghost" onClick={onForgot}>
        {m.staff_forgot_password()}
      </Button>
    </EntranceLayout>
  );
}
