import { createForm, getValue } from '@modular-forms/solid';
import { useSearchParams } from '@solidjs/router';
import { formatWait, m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { api } from '../api/trpc.ts';
import { locale } from '../shell/language.ts';
import { AccountCard } from './account-card.tsx';
import { checkEmail } from './checks.ts';
import { draft, keepDraft } from './draft.ts';
import { EmailField } from './field.tsx';
import { FormFailure } from './form-failure.tsx';
import { keepPath, returnPath } from './return-path.ts';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = { email: string };

export default function ForgotPasswordPage() {
  const [form, { Form, Field }] = createForm<Values>({
    revalidateOn: 'input',
    initialValues: { email: draft.email ?? '' },
  });
  const [query] = useSearchParams();
  const back = () => returnPath(query.volver);
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const [sent, setSent] = createSignal('');
  let words: HTMLDivElement | undefined;
  const submit = async ({ email }: Values) => {
    setFailure(undefined);
    try {
      const { mail } = await api.account.requestPasswordReset.mutate({ email, locale: locale() });
      // The mailed link opens by itself, in a tab that knows nothing of this one.
      keepPath(back());
      setSent(
        mail.mailed
          ? m.portal_forgot_sent({ email })
          : m.mail_enough({ email, wait: formatWait(mail.retryAfterSeconds) }),
      );
      words?.focus();
    } catch (error) {
      setFailure(submitFailure(error));
    }
  };
  return (
    <AccountCard title={m.portal_forgot_title()} lead={m.portal_forgot_lead()}>
      <div ref={words} role="status" tabindex="-1">
        <Show when={sent()}>{(said) => <p>{said()}</p>}</Show>
      </div>
      <Show when={!sent()}>
        <Form
          onSubmit={submit}
          onInput={() => keepDraft({ email: getValue(form, 'email') })}
          class="grid gap-4"
          noValidate
        >
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
          <FormFailure of={failure()} meanwhile={m.portal_limit_link()} />
          <button type="submit" class="btn btn-primary justify-self-start" disabled={form.submitting}>
            {form.submitting ? m.portal_one_moment() : m.portal_forgot_submit()}
          </button>
        </Form>
      </Show>
      <p class="mt-6 border-t border-line pt-5">
        <a class="link" href={`/ingresar?volver=${encodeURIComponent(back())}`}>
          {m.portal_back_to_sign_in()}
        </a>
      </p>
    </AccountCard>
  );
}
