import { m } from '@vitalmed/i18n';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';
import { failureMessage } from '../api/api-errors.ts';
import { createToastStore, type Notice } from './toast-store.ts';

const UNDO_TIME_MS = 15_000;
const READ_TIME_MS = 7_000;

const store = createToastStore();

interface SuccessOptions {
  detail?: string;
  /** Takes the change back. Its own outcome is told by the caller. */
  undo?(): void;
}

/** Short notices at the foot of the screen, read aloud politely. Callable from anywhere. */
export const toast = {
  success(title: string, { detail, undo }: SuccessOptions = {}): void {
    store.add({ tone: 'success', title, detail, undo }, undo ? UNDO_TIME_MS : READ_TIME_MS);
  },
  /** A failed action: says why in words that the person can act upon. */
  failure(error: unknown, title?: string): void {
    const message = failureMessage(error);
    store.add(
      { tone: 'failure', title: title ?? message, detail: title ? message : undefined },
      UNDO_TIME_MS,
    );
  },
};

interface ToastProviderProps {
  children: ReactNode;
}

export function ToastProvider({ children }: ToastProviderProps) {
  const notices = useSyncExternalStore(store.subscribe, store.current);
  const region = useRef<HTMLElement>(null);
  useRoomBelow(region);
  return (
    <>
      {children}
      {/* Always there: a live region that appears together with its text is often not read. */}
      <section
        ref={region}
        aria-label={m.staff_notices()}
        aria-live="polite"
        className="fixed inset-x-0 bottom-0 z-60 flex flex-wrap justify-center gap-1 bg-canvas not-empty:border-line not-empty:border-t not-empty:p-1 print:hidden"
        onMouseEnter={store.pause}
        onMouseLeave={store.resume}
        onFocus={store.pause}
        onBlur={store.resume}
      >
        {notices.map((notice) => (
          <Toast key={notice.id} notice={notice} />
        ))}
      </section>
    </>
  );
}

/** Tells the page how tall the notices are (`--notices`): the work ends above them instead of lying under them. */
function useRoomBelow(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      root.style.setProperty('--notices', `${region.current?.offsetHeight ?? 0}px`);
    });
    if (region.current) observer.observe(region.current);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--notices');
    };
  }, [region]);
}

function Toast({ notice: { id, tone, title, detail, undo } }: { notice: Notice }) {
  const Icon = tone === 'failure' ? CircleAlert : CircleCheck;
  return (
    <div
      role={tone === 'failure' ? 'alert' : undefined}
      className="rise flex w-full max-w-2xl flex-1 basis-md items-center gap-2.5 rounded-control bg-ink py-1 pr-1.5 pl-3 text-canvas text-sm shadow-pop"
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-2">
        <p className="font-semibold">{title}</p>
        {detail && <p className="opacity-85">{detail}</p>}
      </div>
      {undo && (
        <button
          type="button"
          className="min-h-8 shrink-0 rounded-chip border border-canvas/50 px-2.5 font-semibold hover:bg-canvas/15 focus-visible:outline-canvas"
          onClick={() => {
            store.remove(id);
            undo();
          }}
        >
          {m.common_undo()}
        </button>
      )}
      <button
        type="button"
        aria-label={m.common_close()}
        className="flex size-8 shrink-0 items-center justify-center rounded-chip hover:bg-canvas/15 focus-visible:outline-canvas"
        onClick={() => store.remove(id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
