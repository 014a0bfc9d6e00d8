import { formatTime, m } from '@vitalmed/i18n';
import WifiOff from 'lucide-solid/icons/wifi-off';
import { Show } from 'solid-js';

/** Beside what the last answer said, while no newer one is to be had. `since` in epoch milliseconds. */
export function Outdated(props: { when: boolean; since: number; timeZone: string }) {
  return (
    <div role="status">
      <Show when={props.when}>
        <p class="mb-4 flex gap-2.5 rounded-control bg-accent-soft px-4 py-3 text-ink">
          <WifiOff size={20} class="mt-0.5 shrink-0 text-accent-ink" aria-hidden="true" />
          {m.portal_outdated({ time: formatTime(props.since, props.timeZone) })}
        </p>
      </Show>
    </div>
  );
}
