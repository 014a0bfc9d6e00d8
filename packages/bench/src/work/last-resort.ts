/** What is left to do for a process that can't do it any more. */
export type LastResort =
  | { kind: 'process'; pid: number }
  /** An embedded PostgreSQL; its folder is deleted where nobody wants the data. */
  | { kind: 'postgres'; dataDir: string; throwaway: boolean };

/** What the process that started things tells the one that survives it. */
export type Entry = { id: number; lastResort: LastResort | null };
