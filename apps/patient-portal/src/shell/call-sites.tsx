import { useQuery } from '@tanstack/solid-query';
import { Index, Show } from 'solid-js';
import { catalogQuery } from '../api/slots.ts';
import { CallSite } from './call-site.tsx';

/** How to reach each site, for who is told to call and hasn't said where. */
export default function CallSites() {
  const catalog = useQuery(() => catalogQuery);
  const reachable = () =>
    (catalog.isSuccess ? catalog.data.sites : []).filter(({ phone, whatsapp }) => phone || whatsapp);
  return (
    <Show when={reachable().length > 0}>
      <ul class="mt-2">
        <Index each={reachable()}>
          {(site) => (
            <li class="flex flex-wrap items-baseline gap-x-3">
              <strong>{site().name}</strong>
              <CallSite of={site()} />
            </li>
          )}
        </Index>
      </ul>
    </Show>
  );
}
