import { Show } from 'solid-js';
import { Alert } from '../shell/failed.tsx';
import type { SubmitFailure } from './submit-failure.ts';

/** Why a form was refused; where one has to wait, also what can be done meanwhile. */
export function FormFailure(props: { of: SubmitFailure | undefined; meanwhile: string }) {
  return (
    <Show when={props.of}>
      {(refused) => (
        <Alert>
          <p>{refused().message}</p>
          <Show when={refused().limited}>
            <p class="mt-1">{props.meanwhile}</p>
          </Show>
        </Alert>
      )}
    </Show>
  );
}
