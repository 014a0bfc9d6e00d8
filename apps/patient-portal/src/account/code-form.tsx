import { createForm, focus, reset } from '@modular-forms/solid';
import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { checkCode } from './checks.ts';
import { TextField } from './field.tsx';
import { FormFailure } from './form-failure.tsx';
import { type SubmitFailure, submitFailure } from './submit-failure.ts';

type Values = { code: string };

/** The box for a mailed code, whatever it proves. `confirm` and `resend` reject as the API does. */
export function CodeForm(props: {
  confirm: (code: string) => Promise<void>;
  resend: () => Promise<void>;
  onBack?: () => void;
}) {
  const [form, { Form, Field }] = createForm<Values>({ revalidateOn: 'input' });
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const [asking, setAsking] = createSignal(false);

  const submit = async ({ code }: Values) => {
    setFailure(undefined);
    try {
      await props.confirm(code);
    } catch (error) {
      setFailure(submitFailure(error));
      focus(form, 'code');
    }
  };
  const resend = async () => {
    if (asking()) return;
    setFailure(undefined);
    setAsking(true);
    try {
      await props.resend();
      reset(form);
    } catch (error) {
      setFailure(submitFailure(error));
    } finally {
      setAsking(false);
    }
    focus(form, 'code');
  };

  return (
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
      <FormFailure of={failure()} meanwhile={m.portal_limit_code()} />
      <button type="submit" class="btn btn-primary" disabled={form.submitting}>
        {form.submitting ? m.portal_one_moment() : m.portal_code_submit()}
      </button>
      <div class="-mx-2 flex flex-wrap gap-2">
        <button type="button" class="btn btn-ghost" onClick={resend}>
          {asking() ? m.portal_one_moment() : m.portal_code_resend()}
        </button>
        <Show when={props.onBack}>
          {(back) => (
            <button type="button" class="btn btn-ghost" onClick={() => back()()}>
              {m.portal_code_back()}
            </button>
          )}
        </Show>
      </div>
    </Form>
  );
}
