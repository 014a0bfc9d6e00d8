import { createForm } from '@modular-forms/solid';
import { formatWait, m } from '@vitalmed/i18n';
import MailCheck from 'lucide-solid/icons/mail-check';
import { createSignal, onMount, Show } from 'solid-js';
import { startSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { notify } from '../shell/notices.tsx';
import { checkCode } from './checks.ts';
import { TextField } from './field.tsx';
import { submitFailure } from './submit-failure.ts';

type Values = { code: string };
/** Whether a code was mailed; if not, the mailbox has one that still serves, and this is when it may get another. */
export type MailAnswer = { mailed: true } | { mailed: false; retryAfterSeconds: number };

export function CodeForm(props: {
  email: string;
  mail: MailAnswer;
  resend: () => Promise<MailAnswer>;
  onBack: () => void;
  onDone?: () => void;
}) {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal('');
  const [mail, setMail] = createSignal(props.mail);
  const explained = () => {
    const answer = mail();
    if (answer.mailed) return m.portal_code_text({ email: props.email });
    return m.mail_enough_code({ email: props.email, wait: formatWait(answer.retryAfterSeconds) });
  };
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());

  const submit = async ({ code }: Values) => {
    setFailure('');
    try {
      const { user } = await api.account.confirmSignUp.mutate({ email: props.email, code });
      startSession(user);
      props.onDone?.();
    } catch (error) {
      setFailure(submitFailure(error).message);
    }
  };
  const resend = async () => {
    setFailure('');
    try {
      const answer = await props.resend();
      setMail(answer);
      if (answer.mailed) notify({ text: m.portal_code_resent({ email: props.email }) });
    } catch (error) {
      setFailure(submitFailure(error).message);
    }
  };

  return (
    <div class="rise">
      <h2 ref={heading} tabindex="-1" class="flex items-center gap-2.5">
        <MailCheck size={26} class="text-brand-ink" aria-hidden="true" />
        {m.portal_code_title()}
      </h2>
      <p class="mt-2 mb-5" aria-live="polite">
        {explained()}
      </p>
      <Form onSubmit={submit} class="grid max-w-sm gap-4" noValidate>
        <Field name="code" validate={checkCode}>
          {(field, input) => (
            <TextField
              {...input}
              label={m.portal_code()}
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={9}
              value={field.value}
              error={field.error}
            />
          )}
        </Field>
        <Show when={failure()}>{(message) => <Alert>{message()}</Alert>}</Show>
        <button type="submit" class="btn btn-primary" disabled={form.submitting}>
          {form.submitting ? m.portal_one_moment() : m.portal_code_submit()}
        </button>
        <div class="-mx-2 flex flex-wrap gap-2">
          <button type="button" class="btn btn-ghost" onClick={resend}>
            {m.portal_code_resend()}
          </button>
          <button type="button" class="btn btn-ghost" onClick={() => props.onBack()}>
            {m.portal_code_back()}
          </button>
        </div>
      </Form>
    </div>
  );
}
