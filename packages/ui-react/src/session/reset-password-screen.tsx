import { fieldMessage, m } from '@vitalmed/i18n';
import { type FormEvent, useEffect, useState } from 'react';
import { failureMessage, fieldErrorsOf } from '../api/api-errors.ts';
import { Button } from '../controls/button.tsx';
import { PasswordField } from '../controls/password-field.tsx';
import { Alert } from '../feedback/alert.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import type { StaffAccount } from './staff-account.ts';

const MIN_PASSWORD_LENGTH = 10;

/** The token travels in the fragment (`#t=`), which browsers never send to a server or a log. */
function tokenFromFragment(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('t');
}

interface ResetPasswordScreenProps {
  account: StaffAccount;
  title: string;
  onDone(): void;
}

export function ResetPasswordScreen({ account, title, onDone }: ResetPasswordScreenProps) {
  const [token] = useState(tokenFromFragment);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [done, setDone] = useState(false);

  // The token is in memory now: take it out of the address bar and of the history.
  useEffect(() => window.history.replaceState(null, '', window.location.pathname), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const tooShort = password.length < MIN_PASSWORD_LENGTH;
    setError(tooShort ? m.staff_password_too_short() : null);
    if (tooShort || token === null) return;
    setPending(true);
    setFailure(null);
    try {
      await account.resetPassword({ token, password });
      setDone(true);
    } catch (cause) {
      const { password: fault } = fieldErrorsOf(cause);
      if (fault) setError(fieldMessage(fault));
      else setFailure(failureMessage(cause));
    } finally {
      setPending(false);
    }
  }

  function leave() {
    window.history.replaceState(null, '', '/');
    onDone();
  }

  return (
    <EntranceLayout app={title} heading={m.staff_reset_title()}>
      {done && <Alert tone="success">{m.staff_reset_done()}</Alert>}
      {!done && token === null && <Alert tone="danger">{m.staff_reset_no_token()}</Alert>}
      {!done && token !== null && (
        <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
          <PasswordField
            label={m.staff_new_password()}
            hint={m.staff_new_password_hint()}
            autoComplete="new-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={error ?? undefined}
          />
          {failure && <Alert tone="danger">{failure}</Alert>}
          <Button type="submit" variant="primary" pending={pending}>
            {m.staff_reset_save()}
          </Button>
        </form>
      )}
      <Button variant="ghost" onClick={leave}>
        {m.staff_back_to_sign_in()}
      </Button>
    </EntranceLayout>
  );
}
