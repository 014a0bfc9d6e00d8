import { useParams, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { m, reasonMessage } from '@vitalmed/i18n';
import { Match, Show, Switch } from 'solid-js';
import { appointmentQuery } from '../api/appointments.ts';
import { known } from '../api/known.ts';
import { createSession } from '../api/session.ts';
import { slotQuery } from '../api/slots.ts';
import { slotName } from '../search/slot-list.tsx';
import { Alert, Failed } from '../shell/failed.tsx';
import { Page } from '../shell/page.tsx';
import { CardSkeleton } from '../shell/skeletons.tsx';
import { BookSlot, CHOSEN_SLOT } from './book-slot.tsx';

/** `/reservar/:slotId`; with `?cambia=` the slot takes the place of that appointment. */
export default function BookingPage() {
  const params = useParams<{ slotId: string }>();
  const [query] = useSearchParams<{ cambia?: string }>();
  const user = createSession();
  // What isn't a number names no slot; neither does 0.
  const slotId = () => (/^\d{1,15}$/.test(params.slotId) ? Number(params.slotId) : 0);
  const answer = useQuery(() => ({ ...slotQuery(slotId()), enabled: slotId() > 0 }));
  const moved = useQuery(() => ({
    ...appointmentQuery(query.cambia ?? ''),
    enabled: Boolean(query.cambia && user()),
  }));
  const replaces = () => (query.cambia && known(moved)) || null;
  const ready = () => !query.cambia || user() === null || replaces() !== null;
  const title = () => (query.cambia ? m.portal_move_title() : m.portal_book_title());
  const slot = () => known(answer)?.slot;
  return (
    <Page title={title()} screen={params.slotId}>
      <div class="mx-auto max-w-2xl">
        <h1 class="mb-6">
          {title()}
          {/* What one would press is heard before it is reached. */}
          <Show when={slot()}>
            {(chosen) => (
              <span id={CHOSEN_SLOT} class="sr-only">
                : {slotName(chosen())}
              </span>
            )}
          </Show>
        </h1>
        <Switch fallback={<CardSkeleton class="h-72" />}>
          <Match when={slotId() === 0}>
            <Alert>{reasonMessage('not-found')}</Alert>
            <SearchLink />
          </Match>
          <Match when={answer.isLoadingError}>
            <Failed error={answer.error} retry={() => void answer.refetch()} />
            <SearchLink />
          </Match>
          <Match when={moved.isLoadingError}>
            <Failed error={moved.error} retry={() => void moved.refetch()} />
          </Match>
          <Match when={ready() && known(answer)}>
            {(found) => (
              // A new component for each slot: its idempotency key and its failures are that slot's own.
              <Show when={slotId()} keyed>
                <BookSlot
                  slot={found().slot}
                  refusal={found().refusal}
                  alternatives={found().alternatives}
                  replaces={replaces()}
                  moving={query.cambia ?? null}
                  user={user()}
                />
              </Show>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  );
}

function SearchLink() {
  return (
    <p class="mt-5">
      <a class="link" href="/">
        {m.portal_search_appointment()}
      </a>
    </p>
  );
}
