import { Toast } from '@base-ui/react/toast';
import { m } from '@vitalmed/i18n';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { failureMessage } from '../api/api-errors.ts';

const UNDO_TIME_MS = 12_000;
const READ_TIME_MS = 6_000;

const manager = Toast.createToastManager();

interface SuccessOptions {
  detail?: string;
  /** Takes the change back. Its own outcome is told by the caller. */
  undo?(): void;
}

/** Short notices at the foot of the screen, read aloud politely. Callable from anywhere. */
export const toast = {
  success(title: string, { detail, undo }: SuccessOptions = {}): void {
    const id = manager.add({
      type: 'success',
      title,
      description: detail,
      timeout: undo ? UNDO_TIME_MS : READ_TIME_MS,
      actionProps: undo && {
        children: m.common_undo(),
        onClick: () => {
          manager.close(id);
          undo();
        },
      },
    });
  },
  /** A failed action: says why in words that the person can act upon. */
  failure(error: unknown, title?: string): void {
    const message = failureMessage(error);
    manager.add({
      type: 'failure',
      title: title ?? message,
      description: title ? message : undefined,
      priority: 'high',
      timeout: UNDO_TIME_MS,
    });
  },
};

interface ToastProviderProps {
  children: ReactNode;
}

export function ToastProvider({ children }: ToastProviderProps) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          aria-label={m.staff_notices()}
          className="fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 print:hidden"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => {
    const failed = item.type === 'failure';
    const Icon = failed ? CircleAlert : CircleCheck;
    return (
      <Toast.Root
        key={item.id}
        toast={item}
        className="rounded-control border border-line bg-ink text-canvas shadow-pop transition-[opacity,transform] duration-(--calm) ease-calm data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-3 py-3 pr-2 pl-4">
          <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
          <div className="min-w-0 flex-1 text-sm">
            <Toast.Title className="font-semibold text-sm tracking-normal" />
            <Toast.Description className="opacity-85" />
          </div>
          <Toast.Action className="min-h-8 shrink-0 rounded-chip border border-canvas/40 px-2.5 font-semibold text-sm hover:bg-canvas/15 focus-visible:outline-canvas" />
          <Toast.Close
            aria-label={m.common_close()}
            className="flex size-8 shrink-0 items-center justify-center rounded-chip hover:bg-canvas/15 focus-visible:outline-canvas"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
