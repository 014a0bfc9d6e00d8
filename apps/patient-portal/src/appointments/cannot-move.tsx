import { m, reasonMessage } from '@vitalmed/i18n';
import { Show } from 'solid-js';
import type { AppointmentView } from '../api/trpc.ts';
import { CallSite } from '../shell/call-site.tsx';
import { Alert } from '../shell/failed.tsx';
import { standingOf, standingTitle } from './standing.ts';

/** Why a turno can't be moved, as it stands now, and the way on from there. */
export function CannotMove(props: { of: AppointmentView }) {
  const standing = () => standingOf(props.of, Date.now());
  return (
    <Alert>
      <p>{standing() === 'ahead' ? reasonMessage('too-late-to-cancel') : standingTitle(standing())}</p>
      <Show when={standing() === 'ahead'}>
        <CallSite of={props.of.site} />
      </Show>
      <p class="mt-3 flex flex-wrap gap-x-5 gap-y-1">
        <Show when={props.of.rescheduledToId}>
          {(id) => (
            <a class="link" href={`/reservado/${id()}`}>
              {m.portal_see_new_turn()}
            </a>
          )}
        </Show>
        <a class="link" href="/mis-turnos">
          {m.portal_go_to_mine()}
        </a>
        <a class="link" href="/">
          {m.portal_search_appointment()}
        </a>
      </p>
    </Alert>
  );
}
