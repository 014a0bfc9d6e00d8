import { useEffect, useRef } from 'react';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
const OVERLAY = 'dialog, [role="dialog"], [role="menu"], [role="listbox"]';

function isBusyElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && (target.matches(TYPING) || target.closest(OVERLAY) !== null);
}

/**
 * Single keys that work anywhere on the screen, except while typing or inside a dialog or a menu. A key may be
 * 'mod+k' for Ctrl or Cmd; those work while typing too.
 */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const mod = event.ctrlKey || event.metaKey;
      const action = latest.current[mod ? `mod+${event.key.toLowerCase()}` : event.key.toLowerCase()];
      if (!action || (!mod && isBusyElsewhere(event.target))) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
