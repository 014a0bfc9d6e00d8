import {
  isDocument,
  isEmail,
  isName,
  isPhone,
  normaliseDocument,
  normaliseEmail,
  normaliseName,
  normalisePhone,
} from '@vitalmed/core';
import { z } from 'zod';
import { requiredText } from '../inputs.ts';

/** What people type about themselves, made into the one form that is stored and compared. */

export const email = z.string().max(320).transform(normaliseEmail).refine(isEmail, 'bad-email');
export const documentNumber = z
  .string()
  .max(40)
  .transform(normaliseDocument)
  .refine(isDocument, 'bad-document');
export const phone = z.string().max(40).transform(normalisePhone).refine(isPhone, 'bad-phone');

/** A name goes into mails, so `isName` lets nothing through that could hold a link. */
export const personName = requiredText(60).transform(normaliseName).refine(isName, 'bad-name');

/** Only bounded here: how good it must be is said where one is chosen, and more bytes than this are never hashed. */
export const password = z
  .string()
  .min(1, 'required')
  .max(200, 'too-long')
  .refine((text) => new TextEncoder().encode(text).length <= 200, 'too-long');

export const locale = z.enum(['es-AR', 'en']);
