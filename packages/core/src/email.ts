import { INVISIBLE } from './invisible.ts';

/** The address as it is stored and compared: composed (NFC), without spaces around, in lower case. */
export function normaliseEmail(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').trim().toLowerCase();
}

/** What stands before the at without quotes (RFC 5322, with the letters of RFC 6531): no dot at an end, nor two in a row. */
const MAILBOX = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** One part of a domain (RFC 1123, and RFC 5890 for letters of other scripts): no hyphen at an end. */
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** Whether a normalised address can be one; only a mail that arrives proves it. At most 254 characters (RFC 5321). */
export function isEmail(email: string): boolean {
  const at = email.lastIndexOf('@');
  if (at < 1 || email.length > 254) return false;
  const mailbox = email.slice(0, at);
  const domain = email.slice(at + 1);
  const labels = domain.split('.');
  const top = domain.slice(domain.lastIndexOf('.') + 1);
  return (
    mailbox.length <= 64 &&
    MAILBOX.test(mailbox) &&
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && DOMAIN_LABEL.test(label)) &&
    /\p{L}/u.test(top) &&
    top.length >= 2
  );
}

/**
 * An address as a screen may show it to whoever stands by: 'martina@gmail.com' becomes 'm…@g…'. Its owner knows it
 * again; nobody can write to it, and nothing in it can be a link.
 */
export function maskedEmail(email: string): string {
  return email
    .split('@')
    .map((part) => part.replace(/^(.?).*$/su, '$1…'))
    .join('@');
}
