import { Dialog as Base } from '@base-ui/react/dialog';
import { m } from '@vitalmed/i18n';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';

const SHAPES = {
  dialog:
    'top-1/2 left-1/2 max-h-[min(44rem,calc(100dvh-2rem))] w-[min(var(--dialog-width,30rem),calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 rounded-card data-ending-style:opacity-0 data-starting-style:opacity-0',
  drawer:
    'top-0 right-0 h-[calc(100dvh-var(--notices,0px))] w-[min(28rem,100vw)] rounded-l-card data-ending-style:translate-x-full data-starting-style:translate-x-full',
} as const;

interface DialogProps {
  open: boolean;
  title: string;
  description?: string;
  shape?: keyof typeof SHAPES;
  /** Hides the heading from the eyes where the content opens with a field of its own. */
  titleHidden?: boolean;
  /** CSS length; 30rem when absent. */
  width?: string;
  /** Without it the dialog can't be closed by the person: only by what stands in it. */
  onClose?(): void;
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

export function Dialog({
  open,
  title,
  description,
  shape = 'dialog',
  titleHidden = false,
  width,
  onClose,
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose?.();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--quick) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          style={width ? { ['--dialog-width' as string]: width } : undefined}
          className={`fixed z-50 flex flex-col overflow-hidden border border-line bg-surface shadow-dialog outline-none transition-[opacity,transform] duration-(--calm) ease-calm ${SHAPES[shape]}`}
        >
          <header className={titleHidden ? 'sr-only' : 'flex items-start gap-3 px-5 pt-4 pb-2'}>
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg">{title}</Base.Title>
              {description && (
                <Base.Description className="text-muted text-sm">{description}</Base.Description>
              )}
            </div>
            {onClose && (
              <Base.Close aria-label={m.common_close()} className="btn btn-ghost btn-icon -mt-1 -mr-2">
                <X aria-hidden className="size-5" />
              </Base.Close>
            )}
          </header>
          <div className={`min-h-0 flex-1 overflow-y-auto ${titleHidden ? '' : 'px-5 pt-1 pb-5'}`}>
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
