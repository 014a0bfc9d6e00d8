import { m } from '@vitalmed/i18n';
import WifiOff from 'lucide-solid/icons/wifi-off';
import { createSignal, onCleanup, Show } from 'solid-js';

export function OfflineNote() {
  const online = createOnline();
  return (
    <div role="status" data-print="no">
      <Show when={!online()}>
        <p class="flex items-center justify-center gap-2 bg-accent px-4 py-2 text-center font-semibold text-on-accent">
          <WifiOff size={18} class="shrink-0" aria-hidden="true" />
          {m.common_offline()}
        </p>
      </Show>
    </div>
  );
}

function createOnline(): () => boolean {
  const [online, setOnline] = createSignal(navigator.onLine);
  const update = () => setOnline(navigator.onLine);
  window.addEventListener('online', update);
  window.addEventListener('offline', update);
  onCleanup(() => {
    window.removeEventListener('online', update);
    window.removeEventListener('offline', update);
  });
  return online;
}
