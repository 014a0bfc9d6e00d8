export interface SessionSignal {
  /** Announces that the server no longer knows the session. Calling it twice is harmless. */
  end(): void;
  /** Returns the function that stops listening. */
  onEnd(listener: () => void): () => void;
}

export function createSessionSignal(): SessionSignal {
  const listeners = new Set<() => void>();
  return {
    end: () => {
      for (const listener of listeners) listener();
    },
    onEnd: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
