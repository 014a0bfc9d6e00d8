import { createForm, setError } from '@modular-forms/solid';
import { useLocation } from '@solidjs/router';
import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { forgetSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { AccountCard } from './account-card.tsx';
import { checkNewPassword } from './checks.ts';
import { PasswordField } from './field.tsx';
import { submitFailure } from './submit-failure.ts';

type Values = { password: string };

/** The token comes after '#', so that it never reaches a server's log or another site. */
export default function ResetPasswordPage() {
  const location = useLocation();
  const token = () => new URLSearchParams(location.hash.slice(1)).get('t') ?? '';
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal('');
  const [done, setDone] = createSignal(false);
  const submit = async ({ password }: Values) => {
    setFailure('');
    try {
      await api.account.resetPassword.mutate({ token: token(), password });
      // A new password ends every session, this browser's too.
      forgetSession();
      setDone(true);
    } catch (error) {
      const { message, fields } = submitFailure(error);
      setFailure(message);
      for (const [name, fault] of fields) if (name === 'password') setError(form, name, fault);
    }
  };
  return (
    <AccountCard title={m.portal_reset_title()}>
      <div role="status">
        <Show when={done()}>
          <p>{m.portal_reset_done()}</p>
        </Show>
      </div>
      <Show when={!done()} fallback={<SignInLink />}>
        <Show when={token()} fallback={<MissingToken />}>
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
            <Show when={failure()}>{(message) => <Alert>{message()}</Alert>}</Show>
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
    <a class="btn btn-primary mt-5" href="/ingresar">
      {m.common_sign_in()}
    </a>
  );
}

function MissingToken() {
  return (
    <>
      <p>{m.portal_reset_no_token()}</p>
      <a class="btn btn-primary mt-5" href="/olvide-mi-contrasena">
        {m.portal_reset_ask_again()}
      </a>
    </>
  );
}
