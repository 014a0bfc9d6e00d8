import { createForm, setError } from '@modular-forms/solid';
import { useLocation } from '@solidjs/router';
import { m, reasonMessage } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { failureOf } from '../api/failure.ts';
import { forgetSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { AccountCard } from './account-card.tsx';
import { checkNewPassword } from './checks.ts';
import { PasswordField } from './field.tsx';
import { FormFailure } from './form-failure.tsx';
import { keptPath } from './return-path.ts';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = { password: string };

/** The token comes after '#', so that it never reaches a server's log or another site. */
export default function ResetPasswordPage() {
  const location = useLocation();
  const token = () => new URLSearchParams(location.hash.slice(1)).get('t') ?? '';
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const [spent, setSpent] = createSignal(false);
  const [done, setDone] = createSignal(false);
  let words: HTMLDivElement | undefined;
  const submit = async ({ password }: Values) => {
    setFailure(undefined);
    try {
      await api.account.resetPassword.mutate({ token: token(), password });
      // A new password ends every session, this browser's too.
      forgetSession();
      setDone(true);
      words?.focus();
    } catch (error) {
      if (failureOf(error).reason === 'token-expired') {
        setSpent(true);
        return words?.focus();
      }
      const refused = submitFailure(error);
      setFailure(refused);
      for (const [name, fault] of refused.fields) if (name === 'password') setError(form, name, fault);
    }
  };
  return (
    <AccountCard title={m.portal_reset_title()}>
      <div ref={words} role="status" tabindex="-1">
        <Show when={done()}>
          <p>{m.portal_reset_done()}</p>
        </Show>
        <Show when={spent()}>
          <p>{reasonMessage('token-expired')}</p>
        </Show>
        <Show when={!token()}>
          <p>{m.portal_reset_no_token()}</p>
        </Show>
      </div>
      <Show when={!done()} fallback={<SignInLink />}>
        <Show when={token() && !spent()} fallback={<AskAgain />}>
          <Form onSubmit={submit} class="grid gap-4" noValidate>
            <Field name="password" validate={checkNewPassword}>
              {(field, input) => (
                <PasswordField
                  {...input}
                  label={m.portal_new_password()}
                  hint={m.portal_password_hint()}
                  autocomplete="new-password"
                  value={field.value}
                  error={field.error}
                />
              )}
            </Field>
            <FormFailure of={failure()} meanwhile={m.portal_limit_call()} />
            <button type="submit" class="btn btn-primary justify-self-start" disabled={form.submitting}>
              {form.submitting ? m.portal_one_moment() : m.portal_reset_submit()}
            </button>
          </Form>
        </Show>
      </Show>
    </AccountCard>
  );
}

function SignInLink() {
  return (
    <a class="btn btn-primary mt-5" href={`/ingresar?volver=${encodeURIComponent(keptPath())}`}>
      {m.common_sign_in()}
    </a>
  );
}

function AskAgain() {
  return (
    <a class="btn btn-primary mt-5" href={`/olvide-mi-contrasena?volver=${encodeURIComponent(keptPath())}`}>
      {m.portal_reset_ask_again()}
    </a>
  );
}
