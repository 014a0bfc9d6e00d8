import * as z from 'zod/mini';

export const patientsSearch = z.object({
  q: z.optional(z.catch(z.optional(z.string().check(z.maxLength(80))), undefined)),
  paciente: z.optional(z.catch(z.optional(z.string().check(z.maxLength(64))), undefined)),
});
