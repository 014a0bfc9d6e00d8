/** Announces a piece of work of so many parts; the answer is called as each is done. */
export type Progress = (what: string, parts: number) => () => void;

/** One line a piece of work on standard error, that grows in place on a terminal. */
export function shownProgress(): Progress {
  return (what, parts) => {
    const started = performance.now();
    let done = 0;
    let shownAt = 0;
    return () => {
      done += 1;
      const last = done === parts;
      const now = performance.now();
      if (!last && now - shownAt < 500) return;
      shownAt = now;
      const line = `  ${what}: ${done} of ${parts}, ${((now - started) / 1000).toFixed(1)} s`;
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${last ? '\n' : ''}`);
      else if (last) process.stderr.write(`${line}\n`);
    };
  };
}
