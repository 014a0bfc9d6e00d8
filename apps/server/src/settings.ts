import { isIP } from 'node:net';
import { isEmail, normaliseEmail } from '@vitalmed/core';
import { z } from 'zod';

/** What a setting of each kind may be. Messages never repeat the value: it may be a secret. */

export const MODES = ['production', 'development', 'test'] as const;

/** `Production` or `prod` would otherwise start as a development machine, with what only that may show. */
export const mode = z.enum(MODES, `must be ${MODES.join(', ')} or unset, in these letters`);

export function wholeNumber(least: number, most: number) {
  const words = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, words)
    .transform(Number)
    .refine((number) => number >= least && number <= most, words);
}

export const port = wholeNumber(1, 65_535);

export const onOff = z.enum(['on', 'off'], 'must be on or off').transform((word) => word === 'on');

/** Scheme, host and port; one slash after them is forgiven. */
export const origin = z.string().transform((text, ctx) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && url.href === `${url.origin}/` && /^https?:$/.test(url.protocol);
  if (plain && !/[?#\s]/.test(text)) return url.origin;
  ctx.addIssue('must be an address like https://turnos.clinic.example, without path or user');
  return z.NEVER;
});

export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

export const networkInterface = z
  .string()
  .refine((text) => isIP(text) > 0 || /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/i.test(text), {
    error: 'must be an IP address of this machine or a host name, without port',
  });

export const folder = z.string().refine((text) => text.trim() === text && !/\p{Cc}/u.test(text), {
  error: 'must be a folder, without spaces around it or control characters',
});

/** Its name and its address apart: "Clínica <turnos@clinic.example>" or an address alone, which is its own name. */
export function senderOf(text: string): { name: string; email: string } {
  const [, name = '', email = text] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
  return { name: name.trim() || email.trim(), email: email.trim() };
}

/** Goes into an HTTP header. */
export const apiKey = z.string().regex(/^[\x21-\x7e]+$/, 'must be visible characters without spaces');

/** `Name <address>` or an address alone. A line end in it would begin a header of its own. */
export const sender = z.string().refine(
  (text) => {
    const [, name = '', address = text] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
    return (
      !/\p{Cc}|\p{Cf}|[<>@,;]/u.test(name) &&
      normaliseEmail(address) === address.toLowerCase() &&
      isEmail(address)
    );
  },
  { error: 'must be one sender, such as Clínica <turnos@clinic.example>, in one line' },
);

const leastSecret = 32;

/** What people write where a secret is asked for. It counts for nothing. */
const COMMON_WORDS =
  /secret(o|a)?|passw(or)?d|contrase[nñ]a|clave|change|cambi[aá](me|r)?|this|example|ejemplo|openssl|rand|base64|vitalmed|turnos|qwerty(uiop)?|asdfghjkl|zxcvbnm|1?234567890?|abcdefgh/gi;
const leastOwn = 24;

/** Whoever guesses it signs links of their own, so it has to come from chance. */
export const secret = z
  .string()
  .min(leastSecret, `needs at least ${leastSecret} characters`)
  .refine((text) => text.replace(COMMON_WORDS, '').length >= leastOwn && !repeats(text), {
    error: 'can be guessed: make one with "openssl rand -base64 48"',
  });

/** Chance repeats no three characters, and no three steps from one to the next, that often. */
function repeats(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return [codes, steps].some((row) => {
    const triples = row.slice(2).map((_, index) => row.slice(index, index + 3).join());
    return new Set(triples).size < triples.length * 0.75;
  });
}
