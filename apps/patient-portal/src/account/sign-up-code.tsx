import { formatWait, m } from '@vitalmed/i18n';
import MailCheck from 'lucide-solid/icons/mail-check';
import { onMount } from 'solid-js';
import { failureOf } from '../api/failure.ts';
import { startSession } from '../api/session.ts';
import { api } from '../api/trpc.ts';
import { locale } from '../shell/language.ts';
import { closeNotice, notify } from '../shell/notices.tsx';
import { CodeForm } from './code-form.tsx';
import { type Draft, forgetDraft, keepDraft } from './draft.ts';

/** The second step of a registration: the code that proves the mailbox. */
export function SignUpCode(props: {
  pending: NonNullable<Draft['pending']>;
  onBack: () => void;
  /** The registration is gone: it has to be sent again, with its password. */
  onExpired: () => void;
  onDone?: () => void;
}) {
  const email = () => props.pending.email;
  const explained = () => {
    const { mail } = props.pending;
    if (mail.mailed) return m.portal_code_text({ email: email() });
    return m.mail_enough_code({ email: email(), wait: formatWait(mail.retryAfterSeconds) });
  };
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());

  const confirm = async (code: string) => {
    const { user } = await api.account.confirmSignUp.mutate({ email: email(), code });
    forgetDraft();
    startSession(user);
    props.onDone?.();
  };
  const resend = async () => {
    // What it says of the last mail would cover why there is no other.
    closeNotice();
    try {
      const { mail } = await api.account.resendSignUpCode.mutate({ email: email(), locale: locale() });
      keepDraft({ pending: { email: email(), mail, at: Date.now() } });
      if (mail.mailed) notify({ text: m.portal_code_resent({ email: email() }) });
    } catch (error) {
      if (failureOf(error).reason === 'not-found') return props.onExpired();
      throw error;
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
      <CodeForm confirm={confirm} resend={resend} onBack={props.onBack} />
    </div>
  );
}
