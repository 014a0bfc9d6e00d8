/** Whether the text is one of the record's own keys; 'constructor' and its like aren't. */
export function isKey<K extends string>(record: Record<K, unknown>, text: string): text is K {
  return Object.hasOwn(record, text);
}
