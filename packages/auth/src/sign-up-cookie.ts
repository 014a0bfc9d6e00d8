import { Cookie } from 'lucia';

/** Keeps a registration's id in the browser that asked for it, until its code is typed there. */
export type SignUpCookie = {
  /** Set-Cookie values. */
  set(signUpId: string): string;
  clear(): string;
  /** The id in a Cookie header, or null. */
  read(cookieHeader: string | null | undefined): string | null;
};

const halfAnHour = 1_800;

export function createSignUpCookie({ secure }: { secure: boolean }): SignUpCookie {
  const name = secure ? '__Host-vitalmed_sign_up' : 'vitalmed_sign_up';
  const cookie = (value: string, maxAge: number) =>
    new Cookie(name, value, { httpOnly: true, secure, sameSite: 'strict', path: '/', maxAge }).serialize();
  return {
    set: (signUpId) => cookie(signUpId, halfAnHour),
    clear: () => cookie('', 0),
    read: (header) => {
      const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
      const value = pair?.slice(pair.indexOf('=') + 1).trim() ?? '';
      return /^[0-9a-f-]{36}$/.test(value) ? value : null;
    },
  };
}
