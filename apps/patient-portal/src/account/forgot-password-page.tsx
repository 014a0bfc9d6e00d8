import { createForm } from '@modular-forms/solid';
import { formatWait, m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { locale } from '../shell/language.ts';
import { AccountCard } from './account-card.tsx';
import { checkEmail } from './checks.ts';
import { TextField } from './field.tsx';
import { submitFailure } from './submit-failure.ts';

type Values = { email: string };

export default function ForgotPasswordPage() {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal('');
  const [sent, setSent] = createSignal('');
  const submit = async ({ email }: Values) => {
    setFailure('');
    try {
      const { mail } = await api.account.requestPasswordReset.mutate({ email, locale: locale() });
      setSent(
        mail.mailed
          ? m.portal_forgot_sent({ email })
          : m.mail_enough({ email, wait: formatWait(mail.retryAfterSeconds) }),
      );
    } catch (error) {
      setFailure(submitFailure(error).message);
    }
  };
  return (
    <AccountCard title={m.portal_forgot_title()} lead={m.portal_forgot_lead()}>
      <div role="status">
        <Show when={sent()}>{(said) => <p>{said()}</p>}</Show>
      </div>
      <Show when={!sent()}>
        <Form onSubmit={submit} class="grid gap-4" noValidate>
          <Field name="email" validate={checkEmail}>
            {(field, input) => (
              <TextField
                {...input}
                label={m.common_email()}
                type="email"
                inputmode="email"
                autocomplete="username"
                autocapitalize="none"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Show when={failure()}>{(message) => <Alert>{message()}</Alert>}</Show>
          <button type="submit" class="btn btn-primary justify-self-start" disabled={form.submitting}>
            {form.submitting ? m.portal_one_moment() : m.portal_forgot_submit()}
          </button>
        </Form>
      </Show>
      <p class="mt-6 border-t border-line pt-5">
        <a class="link" href="/ingresar">
          {m.portal_back_to_sign_in()}
        </a>
      </p>
    </AccountCard>
  );
}
