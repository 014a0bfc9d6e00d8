import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useState,
} from 'react';
import { Overlaid } from '../late/late.tsx';
import { latePart } from '../late/late-part.ts';

type MenuParts = typeof import('./menu-parts.tsx');

const menuParts = latePart(() => import('./menu-parts.tsx'));

/** A failure says nothing yet: whoever opens the menu asks again, and hears of it. */
function fetchAhead(): void {
  void menuParts.fetch().catch(() => undefined);
}

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Draws the items with the parts of the menu, which are fetched when somebody is about to open it. */
  children(parts: MenuParts): ReactNode;
}

/** A menu that weighs nothing until it is pointed at or focused: no first load pays for closed menus. */
export function Menu({ trigger, children }: MenuProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);

  function open(button: HTMLElement) {
    setWasOpened(true);
    setAnchor(button);
  }

  const button = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': anchor !== null,
    onPointerEnter: fetchAhead,
    onFocus: fetchAhead,
    onClick: (event: MouseEvent<HTMLElement>) => open(event.currentTarget),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      open(event.currentTarget);
    },
  });
  // Once opened it stays, so that its closing can be seen; what never came goes with the wish for it.
  const drawn = anchor !== null || (wasOpened && menuParts.now() !== undefined);
  return (
    <>
      {button}
      {drawn && (
        <Overlaid part={menuParts} onClose={close}>
          {(parts) => (
            <parts.MenuAt anchor={anchor} onClose={close}>
              {children(parts)}
            </parts.MenuAt>
          )}
        </Overlaid>
      )}
    </>
  );
}
