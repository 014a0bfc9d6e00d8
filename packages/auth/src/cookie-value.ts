/**
 * The value of one cookie as it stands in the header, or null. Nothing is decoded: ours are plain, and what other
 * programs leave beside them may be no code at all, such as "100%".
 */
export function cookieValue(header: string | null | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return null;
}
