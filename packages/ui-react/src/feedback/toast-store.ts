export interface Notice {
  id: number;
  tone: 'success' | 'failure';
  title: string;
  detail?: string;
  undo?(): void;
}

interface ToastStore {
  /** The notices on the screen, oldest first; the same array until something changes. */
  current(): readonly Notice[];
  subscribe(listener: () => void): () => void;
  /** Shows a notice for so many milliseconds. Returns its id. */
  add(notice: Omit<Notice, 'id'>, lifetimeMs: number): number;
  remove(id: number): void;
  /** Stops the clocks while somebody reads or points; `resume` gives every notice its whole time again. */
  pause(): void;
  resume(): void;
}

/** As many as stand side by side in one line at the foot of a desk's screen. */
const MOST_AT_ONCE = 2;

export function createToastStore(): ToastStore {
  let notices: readonly Notice[] = [];
  let nextId = 1;
  let paused = false;
  const lifetimes = new Map<number, number>();
  const clocks = new Map<number, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();

  function show(next: readonly Notice[]): void {
    notices = next;
    for (const listener of listeners) listener();
  }

  function stop(id: number): void {
    clearTimeout(clocks.get(id));
    clocks.delete(id);
  }

  function remove(id: number): void {
    stop(id);
    lifetimes.delete(id);
    show(notices.filter((notice) => notice.id !== id));
  }

  function start(id: number): void {
    const lifetime = lifetimes.get(id);
    if (paused || lifetime === undefined) return;
    clocks.set(
      id,
      setTimeout(() => remove(id), lifetime),
    );
  }

  return {
    current: () => notices,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (notice, lifetimeMs) => {
      const id = nextId;
      nextId += 1;
      for (const old of notices.slice(0, Math.max(0, notices.length + 1 - MOST_AT_ONCE))) remove(old.id);
      lifetimes.set(id, lifetimeMs);
      show([...notices, { ...notice, id }]);
      start(id);
      return id;
    },
    remove,
    pause: () => {
      paused = true;
      for (const id of [...clocks.keys()]) stop(id);
    },
    resume: () => {
      paused = false;
      for (const { id } of notices) start(id);
    },
  };
}
