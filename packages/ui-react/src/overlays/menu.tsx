import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useState,
} from 'react';

type MenuParts = typeof import('./menu-parts.tsx');

let arriving: Promise<MenuParts> | null = null;

function fetchParts(): Promise<MenuParts> {
  arriving ??= import('./menu-parts.tsx');
  return arriving;
}

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Draws the items with the parts of the menu, which are fetched when somebody is about to open it. */
  children(parts: MenuParts): ReactNode;
}

/** A menu that weighs nothing until it is pointed at or focused: no first load pays for closed menus. */
export function Menu({ trigger, children }: MenuProps) {
  const [loaded, setLoaded] = useState<MenuParts | null>(null);
  if (loaded) {
    return (
      <loaded.OpenMenu trigger={trigger} defaultOpen>
        {children(loaded)}
      </loaded.OpenMenu>
    );
  }
  const open = () => void fetchParts().then(setLoaded);
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void fetchParts(),
    onFocus: () => void fetchParts(),
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown') open();
    },
  });
}
