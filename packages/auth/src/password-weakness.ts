export const minPasswordCharacters = 10;
export const maxPasswordBytes = 200;

export type PasswordWeakness = 'too-short' | 'too-long' | 'too-common';

/** Long enough, and still the first that anybody tries (compared without case, accents or separators). */
const hopeless = new Set([
  '1234567890',
  '12345678910',
  '0123456789',
  '0987654321',
  '1234512345',
  '1q2w3e4r5t',
  'qwertyuiop',
  'asdfghjkl1',
  'argentina1',
  'argentina10',
  'argentina2022',
  'bocajuniors',
  'riverplate',
  'contrasena1',
  'contrasena123',
  'micontrasena',
  'password12',
  'password123',
  'password1234',
  'passwordpassword',
  'administrador',
  'secretaria1',
  'secretaria123',
  'iloveyou123',
  'teamomucho',
  'vitalmed123',
  'vitalmed1234',
  'vitalmedturnos',
]);

/**
 * What is wrong with a password that somebody wants to have, or null.
 * `about` is what the account says of its owner (e-mail, names, document): none of it alone is a password.
 */
export function passwordWeakness(password: string, about: readonly string[] = []): PasswordWeakness | null {
  if (Buffer.byteLength(password, 'utf8') > maxPasswordBytes) return 'too-long';
  if ([...password].length < minPasswordCharacters) return 'too-short';
  const plain = fold(password);
  if (hopeless.has(plain)) return 'too-common';
  if (new Set(plain).size < 4) return 'too-common';
  const known = about.flatMap((fact) => [fact, fact.split('@')[0] ?? '']).map(fold);
  return known.some((fact) => fact.length >= 4 && leftover(plain, fact) < 4) ? 'too-common' : null;
}

/** How many characters remain when the fact is taken out: "perez28123456" is "28123456" and five more. */
function leftover(plain: string, fact: string): number {
  return plain.includes(fact) ? plain.length - fact.length : Number.POSITIVE_INFINITY;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[\s._-]/g, '');
}
