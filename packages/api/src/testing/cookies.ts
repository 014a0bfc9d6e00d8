import type { Answer } from './call.ts';

export type SetCookie = { name: string; value: string; attributes: Record<string, string> };

/** The cookies that an answer sets, their attributes' names in lower case; a flag's value is ''. */
export function cookiesOf({ headers }: Answer): SetCookie[] {
  return headers.getSetCookie().map((header) => {
    const [[name = '', value = ''] = [], ...attributes] = header
      .split(';')
      .map((part) => part.trim().split('=', 2));
    const entries = attributes.map(([key = '', text = '']) => [key.toLowerCase(), text]);
    return { name, value, attributes: Object.fromEntries(entries) };
  });
}

/** The one cookie of that ending that an answer sets. Throws when it sets none. */
export function cookieOf(answer: Answer, ending: string): SetCookie {
  const found = cookiesOf(answer).find(({ name }) => name.endsWith(ending));
  if (!found) throw new Error(`No cookie ${ending} in ${answer.status} ${answer.text}`);
  return found;
}
