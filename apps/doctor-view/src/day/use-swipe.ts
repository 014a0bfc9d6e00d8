import { type TouchEvent, useRef } from 'react';

const FAR_ENOUGH_PX = 80;

/** A finger drawn sideways turns the page; one drawn down the list scrolls it. */
export function useSwipe(onPrevious: () => void, onNext: () => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches[0];
      start.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!start.current || !touch) return;
      const across = touch.clientX - start.current.x;
      const down = touch.clientY - start.current.y;
      start.current = null;
      if (Math.abs(across) < FAR_ENOUGH_PX || Math.abs(down) > Math.abs(across) / 2) return;
      if (across > 0) onPrevious();
      else onNext();
    },
  };
}
