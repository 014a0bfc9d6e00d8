import { m } from '@vitalmed/i18n';
import Eye from 'lucide-solid/icons/eye';
import EyeOff from 'lucide-solid/icons/eye-off';
import { createSignal, createUniqueId, type JSX, Show, splitProps } from 'solid-js';

type FieldProps = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'value'> & {
  label: string;
  value: string | undefined;
  error: string;
  hint?: string;
};

/** Label, box, hint and fault tied together for the eye and for a screen reader. */
export function TextField(props: FieldProps) {
  const [own, input] = splitProps(props, ['label', 'value', 'error', 'hint', 'class']);
  const id = createUniqueId();
  const described = () => [own.hint && `${id}-hint`, own.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={own.class}>
      <label class="label" for={id}>
        {own.label}
      </label>
      <input
        {...input}
        id={id}
        class="input"
        value={own.value ?? ''}
        aria-invalid={own.error ? true : undefined}
        aria-describedby={described() || undefined}
      />
      <FieldNotes id={id} hint={own.hint} error={own.error} />
    </div>
  );
}

/** A password that can be looked at: on a phone it is the only way to type a long one right. */
export function PasswordField(props: FieldProps) {
  const [own, input] = splitProps(props, ['label', 'value', 'error', 'hint', 'class']);
  const [visible, setVisible] = createSignal(false);
  const id = createUniqueId();
  const described = () => [own.hint && `${id}-hint`, own.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={own.class}>
      <label class="label" for={id}>
        {own.label}
      </label>
      <div class="relative">
        <input
          {...input}
          id={id}
          type={visible() ? 'text' : 'password'}
          class="input pr-14"
          autocapitalize="none"
          spellcheck={false}
          value={own.value ?? ''}
          aria-invalid={own.error ? true : undefined}
          aria-describedby={described() || undefined}
        />
        <button
          type="button"
          class="absolute inset-y-0 right-0 grid w-12 place-items-center rounded-control text-muted hover:text-ink"
          aria-label={visible() ? m.common_hide_password() : m.common_show_password()}
          onClick={() => setVisible(!visible())}
        >
          <Show when={visible()} fallback={<Eye size={20} aria-hidden="true" />}>
            <EyeOff size={20} aria-hidden="true" />
          </Show>
        </button>
      </div>
      <FieldNotes id={id} hint={own.hint} error={own.error} />
    </div>
  );
}

function FieldNotes(props: { id: string; hint: string | undefined; error: string }) {
  return (
    <>
      <Show when={props.hint}>
        <p id={`${props.id}-hint`} class="mt-1 text-sm text-muted">
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={`${props.id}-error`} class="mt-1 text-sm font-semibold text-danger-ink">
          {props.error}
        </p>
      </Show>
    </>
  );
}
