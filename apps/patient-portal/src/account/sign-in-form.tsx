import { createForm } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { startSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { checkEmail, checkRequired } from './checks.ts';
import { PasswordField, TextField } from './field.tsx';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = { email: string; password: string };

export function SignInForm(props: { submitLabel: string; onDone?: () => void }) {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const submit = async (values: Values) => {
    setFailure(undefined);
    try {
      const { user } = await api.account.signIn.mutate(values);
      startSession(user);
      props.onDone?.();
    } catch (error) {
      setFailure(submitFailure(error));
    }
  };
  return (
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
      <Field name="password" validate={checkRequired}>
        {(field, input) => (
          <PasswordField
            {...input}
            label={m.common_password()}
            autocomplete="current-password"
            value={field.value}
            error={field.error}
          />
        )}
      </Field>
      <Show when={failure()}>
        {(refused) => (
          <Alert>
            <p>{refused().message}</p>
            <Show when={refused().limited}>
              <p class="mt-1">{m.limit_way_out({ link: m.portal_forgot_link() })}</p>
            </Show>
          </Alert>
        )}
      </Show>
      <div class="flex flex-wrap items-center gap-x-5 gap-y-3">
        <button type="submit" class="btn btn-primary min-w-40" disabled={form.submitting}>
          {form.submitting ? m.portal_one_moment() : props.submitLabel}
        </button>
        <a class="link py-2" href="/olvide-mi-contrasena">
          {m.portal_forgot_link()}
        </a>
      </div>
    </Form>
  );
}
