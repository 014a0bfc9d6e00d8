import { m } from '@vitalmed/i18n';
import X from 'lucide-solid/icons/x';
import { createSignal, Show } from 'solid-js';

type Notice = { text: string; link?: { label: string; href: string } };

const [spoken, setSpoken] = createSignal('');
const [notice, setNotice] = createSignal<Notice | null>(null);

let waiting: string[] = [];

/** Says it politely to those who listen; nothing moves on screen. What comes at the same moment is said together. */
export function announce(text: string): void {
  waiting.push(text);
  if (waiting.length > 1) return;
  setSpoken('');
  queueMicrotask(() => {
    setSpoken(waiting.join('. '));
    waiting = [];
  });
}

/** Shows it at the foot of the screen until it is closed or replaced, and says it. */
export function notify(next: Notice): void {
  setNotice(next);
}

export function closeNotice(): void {
  setNotice(null);
}

export function Notices() {
  return (
    <>
      <div role="status" class="sr-only">
        {spoken()}
      </div>
      <div
        role="status"
        // Sticky, not fixed: at the end of the page it has a place of its own and covers nothing.
        class="pointer-events-none sticky inset-x-0 bottom-0 z-20 flex justify-center px-4 pb-[env(safe-area-inset-bottom)]"
      >
        <Show when={notice()}>
          {(shown) => (
            <div class="rise pointer-events-auto my-4 flex max-w-xl items-center gap-3 rounded-card bg-ink py-2 pr-2 pl-5 text-canvas shadow-pop">
              <p class="py-1.5">
                {shown().text}{' '}
                <Show when={shown().link}>
                  {(link) => (
                    <a
                      href={link().href}
                      class="font-semibold whitespace-nowrap text-canvas underline underline-offset-4"
                      onClick={closeNotice}
                    >
                      {link().label}
                    </a>
                  )}
                </Show>
              </p>
              <button
                type="button"
                class="grid size-11 shrink-0 place-items-center rounded-control hover:bg-canvas/15"
                aria-label={m.common_close()}
                onClick={closeNotice}
              >
                <X size={20} aria-hidden="true" />
              </button>
            </div>
          )}
        </Show>
      </div>
    </>
  );
}
