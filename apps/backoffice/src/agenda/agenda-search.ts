import { isLocalDate } from '@vitalmed/core';
import * as z from 'zod/mini';
import { addressText } from '../app/address-text.ts';

export const SLOT_STATES = [
  'free',
  'booked',
  'arrived',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
  'withdrawn',
] as const;

const date = z.optional(z.catch(z.optional(z.string().check(z.refine(isLocalDate))), undefined));
const id = z.optional(z.catch(z.optional(z.int().check(z.positive())), undefined));

/**
 * What the address bar keeps of the agenda, so that a screen can be sent to a colleague. A value that makes no
 * sense is dropped instead of breaking the page.
 */
export const agendaSearch = z.object({
  /** Local date of the sites; today when absent. */
  fecha: date,
  /** Last date of the table; the same day when absent. */
  hasta: date,
  vista: z.optional(z.catch(z.optional(z.literal('tabla')), undefined)),
  prof: z.optional(z.catch(z.optional(z.array(z.int())), undefined)),
  esp: id,
  sede: id,
  estado: z.optional(z.catch(z.optional(z.array(z.enum(SLOT_STATES))), undefined)),
  /** Words of a patient to look for. */
  q: addressText,
  /** The appointment in the side panel. */
  turno: z.optional(z.catch(z.optional(z.string().check(z.maxLength(64))), undefined)),
  /** The slot in the side panel. */
  cupo: id,
  /** What is being done to the appointment in the side panel. */
  accion: z.optional(z.catch(z.optional(z.enum(['cancelar', 'mover'])), undefined)),
});

export type AgendaSearch = z.infer<typeof agendaSearch>;
