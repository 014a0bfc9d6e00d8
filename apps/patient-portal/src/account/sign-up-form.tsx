import { createForm, type FieldPath, setError } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { locale } from '../shell/language.ts';
import { checkDocument, checkEmail, checkNewPassword, checkPhone, checkRequired } from './checks.ts';
import { CodeForm, type MailAnswer } from './code-form.tsx';
import { PasswordField, TextField } from './field.tsx';
import { submitFailure } from './submit-failure.ts';

type Values = {
  firstName: string;
  lastName: string;
  documentNumber: string;
  phone: string;
  email: string;
  password: string;
};

/** Two steps on one spot: the person's data, then the code that proves the mailbox. Going back finds all as typed. */
export function SignUpForm(props: { onDone?: () => void }) {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal('');
  const [sent, setSent] = createSignal<{ values: Values; mail: MailAnswer } | null>(null);
  const request = async (values: Values): Promise<MailAnswer> =>
    (await api.account.requestSignUp.mutate({ ...values, locale: locale() })).mail;

  const submit = async (values: Values) => {
    setFailure('');
    try {
      setSent({ values, mail: await request(values) });
    } catch (error) {
      const { message, fields } = submitFailure(error);
      setFailure(message);
      for (const [name, fault] of fields) setError(form, name as FieldPath<Values>, fault);
    }
  };

  return (
    <>
      <Show when={sent()}>
        {(pending) => (
          <CodeForm
            email={pending().values.email}
            mail={pending().mail}
            resend={() => request(pending().values)}
            onBack={() => setSent(null)}
            onDone={props.onDone}
          />
        )}
      </Show>
      <div hidden={sent() !== null}>
        <Form onSubmit={submit} class="grid gap-4 sm:grid-cols-2" noValidate keepResponse>
          <Field name="firstName" validate={checkRequired}>
            {(field, input) => (
              <TextField
                {...input}
                label={m.portal_first_name()}
                autocomplete="given-name"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Field name="lastName" validate={checkRequired}>
            {(field, input) => (
              <TextField
                {...input}
                label={m.portal_last_name()}
                autocomplete="family-name"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Field name="documentNumber" validate={checkDocument}>
            {(field, input) => (
              <TextField
                {...input}
                label={m.portal_document()}
                hint={m.portal_document_hint()}
                autocomplete="off"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Field name="phone" validate={checkPhone}>
            {(field, input) => (
              <TextField
                {...input}
                label={m.portal_phone()}
                hint={m.portal_phone_hint()}
                type="tel"
                autocomplete="tel"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Field name="email" validate={checkEmail}>
            {(field, input) => (
              <TextField
                {...input}
                class="sm:col-span-2"
                label={m.common_email()}
                hint={m.portal_email_hint()}
                type="email"
                inputmode="email"
                autocomplete="email"
                autocapitalize="none"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <Field name="password" validate={checkNewPassword}>
            {(field, input) => (
              <PasswordField
                {...input}
                class="sm:col-span-2"
                label={m.common_password()}
                hint={m.portal_password_hint()}
                autocomplete="new-password"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <div class="grid gap-4 sm:col-span-2">
            <Show when={failure()}>{(message) => <Alert>{message()}</Alert>}</Show>
            <button type="submit" class="btn btn-primary justify-self-start" disabled={form.submitting}>
              {form.submitting ? m.portal_one_moment() : m.portal_create_account()}
            </button>
          </div>
        </Form>
      </div>
    </>
  );
}
