import { m } from '@vitalmed/i18n';
import { createSignal, Show } from 'solid-js';
import { CodeForm } from '../account/code-form.tsx';
import { codeServes, draft, keepDraft } from '../account/draft.ts';
import { FormFailure } from '../account/form-failure.tsx';
import { type SubmitFailure, submitFailure } from '../account/submit-failure.ts';
import { refreshAppointments } from '../api/appointments.ts';
import { api } from '../api/trpc.ts';
import { notify } from '../shell/notices.tsx';

/** What the clinic keeps under the same document comes to the account once a code to the address on it was read. */
export function BringAppointments(props: { email: string; onBrought: () => void }) {
  const [asking, setAsking] = createSignal(false);
  const [failure, setFailure] = createSignal<SubmitFailure>();
  const asked = () => draft.fileCode?.email === props.email && codeServes(draft.fileCode);
  let words: HTMLParagraphElement | undefined;

  const ask = async () => {
    await api.file.requestCode.mutate();
    keepDraft({ fileCode: { email: props.email, at: Date.now() } });
  };
  const begin = async () => {
    if (asking()) return;
    setFailure(undefined);
    setAsking(true);
    try {
      await ask();
      words?.focus();
    } catch (error) {
      setFailure(submitFailure(error));
    } finally {
      setAsking(false);
    }
  };
  const confirm = async (code: string) => {
    await api.file.confirmCode.mutate({ code });
    keepDraft({ fileCode: undefined });
    notify({ text: m.portal_bring_done() });
    await refreshAppointments();
    props.onBrought();
  };
  const resend = async () => {
    await ask();
    notify({ text: m.portal_bring_resent() });
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
            <button type="button" class="btn btn-quiet mt-4" disabled={asking()} onClick={begin}>
              {asking() ? m.portal_one_moment() : m.portal_bring_start()}
            </button>
            <div class="mt-4 empty:hidden">
              <FormFailure of={failure()} meanwhile={m.portal_bring_missing()} />
            </div>
          </>
        }
      >
        <div class="rise">
          <p ref={words} tabindex="-1" class="mt-2 mb-4">
            {m.portal_bring_sent()}
          </p>
          <CodeForm confirm={confirm} resend={resend} />
          <p class="mt-4 text-muted text-sm">{m.portal_bring_missing()}</p>
        </div>
      </Show>
    </section>
  );
}
