import { m } from '@vitalmed/i18n';
import { Page } from './page.tsx';

/** A piece of the app that didn't arrive (a new version was published) or a bug of ours: both mend by loading again. */
export function CrashedScreen(props: { reset: () => void }) {
  return (
    <Page title={m.portal_crash_title()}>
      <div role="alert" class="card mx-auto mt-6 max-w-xl p-6 sm:p-8">
        <h1>{m.portal_crash_title()}</h1>
        <p class="mt-3 text-muted">{m.portal_crash_text()}</p>
        <div class="mt-6 flex flex-wrap gap-3">
          <button type="button" class="btn btn-primary" onClick={() => window.location.reload()}>
            {m.portal_crash_reload()}
          </button>
          <a href="/" class="btn btn-quiet" onClick={() => props.reset()}>
            {m.portal_go_home()}
          </a>
        </div>
      </div>
    </Page>
  );
}
