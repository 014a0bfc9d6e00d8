import * as z from 'zod/mini';

/**
 * A text of the address, 80 letters at most. Somebody who types the address, or a link from elsewhere, writes digits
 * without quotes, and they are read as a number: `?q=44111222`.
 */
export const addressText = z.optional(
  z.catch(
    z.optional(z.pipe(z.union([z.string(), z.transform(numberAsText)]), z.string().check(z.maxLength(80)))),
    undefined,
  ),
);

function numberAsText(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
}
