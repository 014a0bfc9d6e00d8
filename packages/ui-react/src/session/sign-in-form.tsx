import { m } from '@vitalmed/i18n';
import { type FormEvent, useState } from 'react';
import { failureMessage, waitOf } from '../api/api-errors.ts';
import { Button } from '../controls/button.tsx';
import { PasswordField } from '../controls/password-field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { Alert } from '../feedback/alert.tsx';
import type { StaffAccount } from './staff-account.ts';

interface SignInFormProps {
  account: StaffAccount;
  /** Fixes the address when the same person has to come back. */
  email?: string;
  onSignedIn(): Promise<void>;
}

export function SignInForm({ account, email: fixedEmail, onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(fixedEmail ?? '');
  const [password, setPassword] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!email.trim() || !password) return;
    setPending(true);
    setFailure(null);
    try {
      await account.signIn({ email: email.trim(), password });
      await onSignedIn();
    } catch (error) {
      setFailure(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <TextField
        label={m.common_email()}
        type="email"
        autoComplete="username"
        value={email}
        readOnly={fixedEmail !== undefined}
        autoFocus={fixedEmail === undefined}
        onChange={(event) => setEmail(event.target.value)}
        error={submitted && !email.trim() ? m.staff_required() : undefined}
      />
      <PasswordField
        label={m.common_password()}
        autoComplete="current-password"
        value={password}
        autoFocus={fixedEmail !== undefined}
        onChange={(event) => setPassword(event.target.value)}
        error={submitted && !password ? m.staff_required() : undefined}
      />
      {failure !== null && (
        <Alert tone="danger">
          <p>{failureMessage(failure)}</p>
          {waitOf(failure) !== null && (
            <p className="mt-1">{m.limit_way_out({ link: m.staff_forgot_password() })}</p>
          )}
        </Alert>
      )}
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? m.staff_signing_in() : m.common_sign_in()}
      </Button>
    </form>
  );
}
