import { isLocalDate } from '@vitalmed/core';
import * as z from 'zod/mini';

/** Where an opening can start from: a doctor and a date that were on the screen before. */
export const openingSearch = z.object({
  prof: z.optional(z.catch(z.optional(z.int()), undefined)),
  fecha: z.optional(z.catch(z.optional(z.string().check(z.refine(isLocalDate))), undefined)),
});
