import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

const POPUP =
  'z-50 min-w-48 max-w-80 overflow-y-auto rounded-control border border-line bg-surface p-1 shadow-pop outline-none max-h-(--available-height)';
const ITEM =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-chip px-2.5 py-1 text-sm outline-none select-none data-disabled:text-muted data-highlighted:bg-sunk';

/** Inside the main landmark, where people who walk by landmarks find it. */
function menuHome(): HTMLElement | null {
  return document.getElementById('contenido');
}

interface VirtualAnchor {
  getBoundingClientRect(): DOMRect;
}

interface MenuAtProps {
  /** Where the menu stands: an element or the place of the pointer. Null keeps it closed. */
  anchor: Element | VirtualAnchor | null;
  onClose(): void;
  children: ReactNode;
}

/** One menu for many places, such as every cell of a grid. */
export function MenuAt({ anchor, onClose, children }: MenuAtProps) {
  return (
    <Base.Root
      open={anchor !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Base.Portal container={menuHome()}>
        <Base.Positioner positionMethod="fixed" anchor={anchor} sideOffset={4} align="start" className="z-50">
          <Base.Popup className={POPUP}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  /** Key that does the same without the menu. */
  shortcut?: string;
  tone?: 'plain' | 'danger';
  disabled?: boolean;
  onSelect(): void;
  children: ReactNode;
}

export function MenuItem({ icon, shortcut, tone = 'plain', disabled, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={`${ITEM} ${tone === 'danger' ? 'text-danger-ink' : ''}`}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut && (
        <kbd aria-hidden className="rounded-chip bg-sunk px-1.5 text-muted text-xs">
          {shortcut}
        </kbd>
      )}
    </Base.Item>
  );
}

interface MenuCheckItemProps {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
}

/** Stays open while it is ticked, so that several can be chosen in a row. */
export function MenuCheckItem({ checked, onChange, children }: MenuCheckItemProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} closeOnClick={false} className={ITEM}>
      <span className="flex size-4 items-center justify-center rounded-[0.3rem] border border-line-strong">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden className="size-3.5" />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

interface MenuGroupProps {
  label: string;
  children: ReactNode;
}

export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 font-semibold text-muted text-xs">
        {label}
      </Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
