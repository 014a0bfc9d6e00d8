import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface PlainDialogProps {
  label: string;
  onClose?(): void;
  className?: string;
  children: ReactNode;
}

/**
 * A dialog of the browser's own, for while the usual one is on its way: it holds the keyboard at once, so that nothing
 * typed for what is coming is taken for a shortcut.
 */
export function PlainDialog({ label, onClose, className = '', children }: PlainDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing gives the focus back to where it was; only removing it would not.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      className={`m-auto w-[min(30rem,calc(100vw-1.5rem))] rounded-card border border-line bg-surface text-ink shadow-dialog backdrop:bg-scrim ${className}`}
    >
      {children}
    </dialog>
  );
}
