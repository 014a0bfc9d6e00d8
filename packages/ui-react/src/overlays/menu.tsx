import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
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
  const [parts, setParts] = useState<MenuParts | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  function open(button: HTMLElement) {
    setAnchor(button);
    void fetchParts().then(setParts);
  }

  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': anchor !== null,
    onPointerEnter: () => void fetchParts(),
    onFocus: () => void fetchParts(),
    onClick: (event: MouseEvent<HTMLElement>) => open(event.currentTarget),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      open(event.currentTarget);
    },
  });
  return (
    <>
      {button}
      {parts && (
        <parts.MenuAt anchor={anchor} onClose={() => setAnchor(null)}>
          {children(parts)}
        </parts.MenuAt>
      )}
    </>
  );
}
