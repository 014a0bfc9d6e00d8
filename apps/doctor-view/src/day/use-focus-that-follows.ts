import type { TransitionCommand } from '@vitalmed/core';
import { type RefObject, useEffect, useRef } from 'react';

interface Followed {
  id: string;
  command: TransitionCommand;
  refused: boolean;
}

interface FocusThatFollows {
  board: RefObject<HTMLDivElement | null>;
  onPress(id: string, command: TransitionCommand): void;
  onRefused(id: string): void;
}

/**
 * A patient who goes in moves from one list to another, and the button under the finger with them: the focus goes
 * along, so that Enter finishes what Enter began, until it's put elsewhere. A refusal leads it back to what was pressed.
 */
export function useFocusThatFollows(): FocusThatFollows {
  const board = useRef<HTMLDivElement>(null);
  const followed = useRef<Followed | null>(null);

  useEffect(() => {
    const act = followed.current;
    if (!act) return;
    const place = board.current?.querySelector<HTMLElement>(`[data-appointment="${CSS.escape(act.id)}"]`);
    const focused = document.activeElement ?? document.body;
    if (focused !== document.body) {
      if (!place?.contains(focused)) followed.current = null;
      if (!place?.contains(focused) || !act.refused) return;
    }
    const pressed = place?.querySelector<HTMLElement>(`[data-command="${act.command}"]`);
    // What was foreseen may be drawn after the refusal came: the button that was pressed is back a moment later.
    followed.current = { ...act, refused: act.refused && !pressed };
    (pressed ?? place?.querySelector('button') ?? place)?.focus();
  });

  return {
    board,
    onPress: (id, command) => {
      followed.current = { id, command, refused: false };
    },
    onRefused: (id) => {
      if (followed.current?.id === id) followed.current.refused = true;
    },
  };
}
