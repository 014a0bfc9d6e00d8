import { createForm } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal, onMount, Show } from 'solid-js';
import { checkCode } from '../account/checks.ts';
import { TextField } from '../account/field.tsx';
import { submitFailure } from '../account/submit-failure.ts';
import { refreshAppointments } from '../api/appointments.ts';
import { api } from '../api/trpc.ts';
import { Alert } from '../shell/failed.tsx';
import { notify } from '../shell/notices.tsx';

/** What the clinic keeps under the same document comes to the account once a code to the address on it was read. */
export function BringAppointments(props: { onBrought: () => void }) {
  const [asked, setAsked] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const [failure, setFailure] = createSignal('');

  const ask = async () => {
    if (asking()) return;
    setFailure('');
    setAsking(true);
    try {
      await api.file.requestCode.mutate();
      if (asked()) notify({ text: m.portal_bring_resent() });
      setAsked(true);
    } catch (error) {
      setFailure(submitFailure(error).message);
    } finally {
      setAsking(false);
    }
  };

  return (
    <section class="card mt-10 p-5 sm:p-6" aria-labelledby="bring-title">
      <h2 id="bring-title" class="text-lg">
        {m.portal_bring_title()}
      </h2>
      <Show
        when={asked()}
        fallback={
          <>
            <p class="mt-2 text-muted">{m.portal_bring_text()}</p>
            <button type="button" class="btn btn-quiet mt-4" disabled={asking()} onClick={ask}>
              {asking() ? m.portal_one_moment() : m.portal_bring_start()}
            </button>
          </>
        }
      >
        <FileCodeForm onAskAgain={ask} onBrought={props.onBrought} />
      </Show>
      <Show when={failure()}>{(message) => <Alert>{message()}</Alert>}</Show>
    </section>
  );
}

type Values = { code: string };

function FileCodeForm(props: { onAskAgain: () => void; onBrought: () => void }) {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal('');
  let words: HTMLParagraphElement | undefined;
  onMount(() => words?.focus());

  const submit = async ({ code }: Values) => {
    setFailure('');
    try {
      await api.file.confirmCode.mutate({ code });
      notify({ text: m.portal_bring_done() });
      await refreshAppointments();
      props.onBrought();
    } catch (error) {
      setFailure(submitFailure(error).message);
    }
  };

  return (
    <div class="rise">
      <p ref={words} tabindex="-1" class="mt-2">
        {m.portal_bring_sent()}
      </p>
      <Form onSubmit={submit} class="mt-4 grid max-w-sm gap-4" noValidate>
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
        <div class="flex flex-wrap gap-2">
          <button type="submit" class="btn btn-primary" disabled={form.submitting}>
            {form.submitting ? m.portal_one_moment() : m.portal_code_submit()}
          </button>
          <button type="button" class="btn btn-ghost" onClick={() => props.onAskAgain()}>
            {m.portal_code_resend()}
          </button>
        </div>
      </Form>
      <p class="mt-4 text-muted text-sm">{m.portal_bring_missing()}</p>
    </div>
  );
}
