import { createForm, type FieldPath, focus, getValues, setError } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { api } from '../api/trpc.ts';
import { locale } from '../shell/language.ts';
import { checkDocument, checkEmail, checkNewPassword, checkPhone, checkRequired } from './checks.ts';
import { codeServes, draft, keepDraft } from './draft.ts';
import { EmailField, PasswordField, TextField } from './field.tsx';
import { FormFailure } from './form-failure.tsx';
import type { KeptPassword } from './kept-password.ts';
import { SignUpCode } from './sign-up-code.tsx';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = {
  firstName: string;
  lastName: string;
  documentNumber: string;
  phone: string;
  email: string;
  password: string;
};

/** Two steps on one spot: the person's data, then the code that proves the mailbox. Going back finds all as typed. */
export function SignUpForm(props: { kept?: KeptPassword; onDone?: () => void }) {
  const { firstName = '', lastName = '', documentNumber = '', phone = '', email = '' } = draft;
  const begun = Boolean(firstName || lastName || documentNumber || phone);
  const [form, { Form, Field }] = createForm<Values>({
    revalidateOn: 'input',
    initialValues: {
      firstName,
      lastName,
      documentNumber,
      phone,
      email,
      password: props.kept?.typed ?? '',
    },
  });
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const [correcting, setCorrecting] = createSignal(false);
  const [expired, setExpired] = createSignal(false);
  const pending = () => (codeServes(draft.pending) ? draft.pending : undefined);
  const step = () => (correcting() ? undefined : pending());

  const submit = async (values: Values) => {
    setFailure(undefined);
    setExpired(false);
    try {
      const { mail } = await api.account.requestSignUp.mutate({ ...values, locale: locale() });
      keepDraft({ pending: { email: values.email.trim(), mail, at: Date.now() } });
      setCorrecting(false);
    } catch (error) {
      const refused = submitFailure(error);
      setFailure(refused);
      for (const [name, fault] of refused.fields) setError(form, name as FieldPath<Values>, fault);
    }
  };
  const keep = () => {
    const { password, ...typed } = getValues(form);
    keepDraft(typed);
    if (props.kept) props.kept.typed = password;
  };
  const startAgain = () => {
    keepDraft({ pending: undefined });
    setExpired(true);
    focus(form, 'password');
  };
  const correct = () => {
    setCorrecting(true);
    focus(form, 'firstName');
  };

  return (
    <>
      <Show when={step()}>
        {(waiting) => (
          <SignUpCode pending={waiting()} onBack={correct} onExpired={startAgain} onDone={props.onDone} />
        )}
      </Show>
      <div hidden={step() !== undefined}>
        <Form onSubmit={submit} onInput={keep} class="grid gap-4 sm:grid-cols-2" noValidate keepResponse>
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
              <EmailField
                {...input}
                class="sm:col-span-2"
                label={m.common_email()}
                hint={m.portal_email_hint()}
                autocomplete="email"
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
                hint={begun ? m.portal_password_again() : m.portal_password_hint()}
                autocomplete="new-password"
                value={field.value}
                error={field.error}
              />
            )}
          </Field>
          <div class="grid gap-4 sm:col-span-2">
            <Show when={expired()}>
              <p role="status">{m.portal_code_expired()}</p>
            </Show>
            <FormFailure of={failure()} meanwhile={m.portal_limit_code()} />
            <div class="flex flex-wrap gap-3">
              <button type="submit" class="btn btn-primary" disabled={form.submitting}>
                {form.submitting ? m.portal_one_moment() : m.portal_create_account()}
              </button>
              <Show when={correcting() && pending()}>
                <button type="button" class="btn btn-ghost" onClick={() => setCorrecting(false)}>
                  {m.portal_code_have()}
                </button>
              </Show>
            </div>
          </div>
        </Form>
      </div>
    </>
  );
}
