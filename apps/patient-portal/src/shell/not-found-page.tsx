import { m } from '@vitalmed/i18n';
import { Page } from './page.tsx';

export default function NotFoundPage() {
  return (
    <Page title={m.portal_not_found_title()}>
      <div class="mx-auto max-w-xl py-10 text-center">
        <p class="text-4xl font-extrabold text-brand-ink" aria-hidden="true">
          404
        </p>
        <h1 class="mt-3">{m.portal_not_found_title()}</h1>
        <p class="mt-3 text-muted">{m.portal_not_found_text()}</p>
        <div class="mt-7 flex flex-wrap justify-center gap-3">
          <a href="/" class="btn btn-primary">
            {m.portal_search_appointment()}
          </a>
          <a href="/mis-turnos" class="btn btn-quiet">
            {m.portal_my_appointments()}
          </a>
        </div>
      </div>
    </Page>
  );
}
