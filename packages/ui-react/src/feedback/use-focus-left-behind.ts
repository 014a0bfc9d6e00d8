import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Where something goes away that has the focus, what comes in its place has it: the main part of the screen. */
export function useFocusLeftBehind<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null);
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (element?.contains(document.activeElement)) document.getElementById('contenido')?.focus();
    };
  }, []);
  return place;
}
