import { formatWait, getLocale, m } from '@vitalmed/i18n';
import { type FormEvent, useState } from 'react';
import { failureMessage } from '../api/api-errors.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';
import { Alert } from '../feedback/alert.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import type { StaffAccount } from './staff-account.ts';

interface ForgotPasswordScreenProps {
  account: StaffAccount;
  title: string;
  onBack(): void;
}

export function ForgotPasswordScreen({ account, title, onBack }: ForgotPasswordScreenProps) {
  const [email, setEmail] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const [pending, setPending] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!email.trim()) return;
    setPending(true);
    setFailure(null);
    try {
      const to = email.trim();
      const { mail } = await account.requestPasswordReset({ email: to, locale: getLocale() });
      setSent(
        mail.mailed
          ? m.staff_forgot_sent({ email: to })
          : m.mail_enough({ email: to, wait: formatWait(mail.retryAfterSeconds) }),
      );
    } catch (error) {
      setFailure(failureMessage(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <EntranceLayout app={title} heading={m.staff_forgot_title()} hint={m.staff_forgot_hint()}>
      {sent ? (
        <Alert tone="success">{sent}</Alert>
      ) : (
        <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
          <TextField
            label={m.common_email()}
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={submitted && !email.trim() ? m.staff_required() : undefined}
          />
          {failure && <Alert tone="danger">{failure}</Alert>}
          <Button type="submit" variant="primary" pending={pending}>
            {m.staff_forgot_send()}
          </Button>
        </form>
      )}
      <Button variant="ghost" onClick={onBack}>
        {m.staff_back_to_sign_in()}
      </Button>
    </EntranceLayout>
  );
}
