/** The first of `offered` that an Accept-Encoding header takes; null for the content as it is. */
export function acceptedEncoding<T extends string>(
  header: string | undefined,
  offered: readonly T[],
): T | null {
  if (!header) return null;
  const taken = new Map<string, boolean>();
  for (const entry of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    taken.set(name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  const others = taken.get('*') ?? false;
  return offered.find((encoding) => taken.get(encoding) ?? others) ?? null;
}
