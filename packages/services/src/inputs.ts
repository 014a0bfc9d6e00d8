import { isLocalDate, isLocalEndTime, isLocalTime } from '@vitalmed/core';
import { z } from 'zod';

/** Inputs that several use cases share. Instants never come in: clients name slots and local dates. */

/** A date of somebody's life or of an agenda: what lies days around it is still a date, also to PostgreSQL. */
export const localDate = z
  .string()
  .max(10)
  .refine((text) => isLocalDate(text) && text >= '1900' && text < '2200', 'bad-date');
export const localTime = z.string().max(5).refine(isLocalTime, 'bad-time');
/** Where a stretch may end: also '24:00'. */
export const localEndTime = z.string().max(5).refine(isLocalEndTime, 'bad-time');
/** In the one form that PostgreSQL answers with, so that a repeated request is known by its ids. */
export const uuid = z.uuid().toLowerCase();
/** Identity columns of 32 bits (doctors, sites, schedules). */
export const smallId = z.int().min(1).max(2_147_483_647);
export const slotId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const revision = z.int().min(0).max(2_147_483_647);

/** Text that a person typed: trimmed, one form of each letter, no control characters, never longer than told. */
export function typedText(longest: number) {
  return z
    .string()
    .max(longest * 4)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().max(longest).regex(printable, 'bad-characters'));
}

/** Like `typedText`, and something must be left of it. */
export function requiredText(longest: number) {
  return typedText(longest).pipe(z.string().min(1, 'required'));
}

/** No NUL or other control characters, no lone surrogates, no bidirectional overrides: they hide what is shown. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const printable = /^(?:(?![\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}).)*$/su;
