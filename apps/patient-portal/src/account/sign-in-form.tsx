import { createForm, getValue } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal } from 'solid-js';
import { startSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { checkEmail, checkRequired } from './checks.ts';
import { draft, forgetDraft, keepDraft } from './draft.ts';
import { EmailField, PasswordField } from './field.tsx';
import { FormFailure } from './form-failure.tsx';
import type { KeptPassword } from './kept-password.ts';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = { email: string; password: string };

/** `back` is where to go on after a new password. */
export function SignInForm(props: {
  submitLabel: string;
  back: string;
  kept?: KeptPassword;
  onDone?: () => void;
}) {
  const [form, { Form, Field }] = createForm<Values>({
    revalidateOn: 'input',
    initialValues: { email: draft.email ?? '', password: props.kept?.typed ?? '' },
  });
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const submit = async (values: Values) => {
    setFailure(undefined);
    try {
      const { user } = await api.account.signIn.mutate(values);
      forgetDraft();
      startSession(user);
      props.onDone?.();
    } catch (error) {
      setFailure(submitFailure(error));
    }
  };
  const keep = () => {
    keepDraft({ email: getValue(form, 'email') });
    if (props.kept) props.kept.typed = getValue(form, 'password');
  };
  return (
    <Form onSubmit={submit} onInput={keep} class="grid gap-4" noValidate>
      <Field name="email" validate={checkEmail}>
        {(field, input) => (
          <EmailField
            {...input}
            label={m.common_email()}
            autocomplete="username"
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
      <FormFailure of={failure()} meanwhile={m.limit_way_out({ link: m.portal_forgot_link() })} />
      <div class="flex flex-wrap items-center gap-x-5 gap-y-3">
        <button type="submit" class="btn btn-primary min-w-40" disabled={form.submitting}>
          {form.submitting ? m.portal_one_moment() : props.submitLabel}
        </button>
        <a class="link py-2" href={`/olvide-mi-contrasena?volver=${encodeURIComponent(props.back)}`}>
          {m.portal_forgot_link()}
        </a>
      </div>
    </Form>
  );
}
