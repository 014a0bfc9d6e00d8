import { m } from '@vitalmed/i18n';
import Eye from 'lucide-solid/icons/eye';
import EyeOff from 'lucide-solid/icons/eye-off';
import { createSignal, createUniqueId, type JSX, Show, splitProps } from 'solid-js';

type Labelling = { label: string; value: string | undefined; error: string; hint?: string; class?: string };
type FieldProps = Labelling & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, keyof Labelling>;
const LABELLING = ['label', 'value', 'error', 'hint', 'class'] as const;

export function TextField(props: FieldProps) {
  const [own, input] = splitProps(props, LABELLING);
  return (
    <Labelled {...own}>
      {(ties) => <input {...input} {...ties} class="input" value={own.value ?? ''} />}
    </Labelled>
  );
}

/** A mail address. Not `type="email"`: browsers rewrite what is typed there (a ñ, a space) and move the cursor. */
export function EmailField(props: FieldProps) {
  return <TextField inputmode="email" autocapitalize="none" spellcheck={false} {...props} />;
}

/** A password that can be looked at: on a phone it is the only way to type a long one right. */
export function PasswordField(props: FieldProps) {
  const [own, input] = splitProps(props, LABELLING);
  const [visible, setVisible] = createSignal(false);
  return (
    <Labelled {...own}>
      {(ties) => (
        <div class="relative">
          <input
            {...input}
            {...ties}
            type={visible() ? 'text' : 'password'}
            class="input pr-14"
            autocapitalize="none"
            spellcheck={false}
            value={own.value ?? ''}
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
      )}
    </Labelled>
  );
}

/** What ties a box to its words. Getters, so that a fault reaches the box when it appears. */
type Ties = { id: string; readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string };

/** Label, box, hint and fault, tied together for the eye and for a screen reader. */
function Labelled(props: Labelling & { children: (ties: Ties) => JSX.Element }) {
  const id = createUniqueId();
  const ties: Ties = {
    id,
    get 'aria-invalid'() {
      return props.error ? true : undefined;
    },
    get 'aria-describedby'() {
      return (
        [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ') || undefined
      );
    },
  };
  return (
    <div class={props.class}>
      <label class="label" for={id}>
        {props.label}
      </label>
      {props.children(ties)}
      <Show when={props.hint}>
        <p id={`${id}-hint`} class="mt-1 text-sm text-muted">
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p id={`${id}-error`} class="mt-1 text-sm font-semibold text-danger-ink">
          {props.error}
        </p>
      </Show>
    </div>
  );
}
