import { createForm } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
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
  const [sentTo, setSentTo] = createSignal('');
  const submit = async ({ email }: Values) => {
    setFailure('');
    try {
      await api.account.requestPasswordReset.mutate({ email, locale: locale() });
      setSentTo(email);
    } catch (error) {
      setFailure(submitFailure(error).message);
    }
  };
  return (
    <AccountCard title={m.portal_forgot_title()} lead={m.portal_forgot_lead()}>
      <div role="status">
        <Show when={sentTo()}>{(email) => <p>{m.portal_forgot_sent({ email: email() })}</p>}</Show>
      </div>
      <Show when={!sentTo()}>
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
