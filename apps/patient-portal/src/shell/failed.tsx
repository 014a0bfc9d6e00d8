import { m, refusalMessage } from '@vitalmed/i18n';
import CircleAlert from 'lucide-solid/icons/circle-alert';
import { ErrorBoundary, type JSX, lazy, Show, Suspense } from 'solid-js';
import { failureOf } from '../api/failure.ts';

/** Failures that may be gone the next time one asks. */
const PASSING = ['offline', 'internal', 'rate-limited', 'unavailable', 'unknown-outcome'];

const CallSites = lazy(() => import('./call-sites.tsx'));

/** The clinic's telephones. Whatever becomes of them, what they stand beside stays. */
export function WhomToCall() {
  return (
    <ErrorBoundary fallback={null}>
      <Suspense>
        <CallSites />
      </Suspense>
    </ErrorBoundary>
  );
}

/** What happened, what was kept and the next step, in place of the part of the screen that failed. */
export function Failed(props: { error: unknown; retry?: () => void }) {
  const failure = () => failureOf(props.error);
  return (
    <Alert>
      <p>{refusalMessage(failure().reason, failure().details)}</p>
      <Show when={failure().reason === 'rate-limited'}>
        <p class="mt-1">{m.portal_limit_call()}</p>
      </Show>
      {/* Too late, too many: their words say to call the clinic. */}
      <Show when={failure().reason === 'rate-limited' || failure().reason.startsWith('too-')}>
        <WhomToCall />
      </Show>
      <Show when={PASSING.includes(failure().reason) && props.retry}>
        {(retry) => (
          <button type="button" class="btn btn-quiet mt-3" onClick={() => retry()()}>
            {m.common_retry()}
          </button>
        )}
      </Show>
    </Alert>
  );
}

export function Alert(props: { children: JSX.Element }) {
  return (
    <div role="alert" class="rise flex gap-3 rounded-control bg-danger-soft p-4 text-ink">
      <CircleAlert size={22} class="mt-0.5 shrink-0 text-danger-ink" aria-hidden="true" />
      <div class="min-w-0">{props.children}</div>
    </div>
  );
}
