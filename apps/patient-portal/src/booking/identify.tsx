import { useLocation } from '@solidjs/router';
import { m } from '@vitalmed/i18n';
import { createSignal, Match, Switch } from 'solid-js';
import { codeServes, draft } from '../account/draft.ts';
import type { KeptPassword } from '../account/kept-password.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { SignUpForm } from '../account/sign-up-form.tsx';

type Way = 'sign-in' | 'sign-up';

/** Who is booking: signing in or up happens right here, and the chosen hour stays on the same screen. */
export function Identify() {
  const location = useLocation();
  const [way, setWay] = createSignal<Way>(
    codeServes(draft.pending) || draft.firstName ? 'sign-up' : 'sign-in',
  );
  const kept: Record<Way, KeptPassword> = { 'sign-in': {}, 'sign-up': {} };
  return (
    <section class="card mt-6 p-5 sm:p-8" aria-labelledby="quien-sos">
      <h2 id="quien-sos">{m.portal_identify_title()}</h2>
      <p class="mt-1 text-muted">{m.portal_identify_text()}</p>
      <fieldset class="mt-5 mb-6 grid grid-cols-2 gap-1 rounded-control bg-sunk p-1">
        <legend class="sr-only">{m.portal_identify_title()}</legend>
        <WayButton chosen={way() === 'sign-in'} onChoose={() => setWay('sign-in')}>
          {m.portal_i_have_account()}
        </WayButton>
        <WayButton chosen={way() === 'sign-up'} onChoose={() => setWay('sign-up')}>
          {m.portal_i_am_new()}
        </WayButton>
      </fieldset>
      <Switch>
        <Match when={way() === 'sign-in'}>
          <SignInForm
            submitLabel={m.portal_sign_in_and_go_on()}
            back={`${location.pathname}${location.search}`}
            kept={kept['sign-in']}
          />
        </Match>
        <Match when={way() === 'sign-up'}>
          <SignUpForm kept={kept['sign-up']} />
        </Match>
      </Switch>
    </section>
  );
}

function WayButton(props: { chosen: boolean; onChoose: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      class="min-h-11 rounded-chip px-1.5 text-sm font-semibold sm:text-base text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
      onClick={() => props.onChoose()}
    >
      {props.children}
    </button>
  );
}
