import { describe, expect, it } from 'vitest';
import { createSignUpCookie } from './sign-up-cookie.ts';

const id = '0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01';

describe('the sign-up cookie', () => {
  it('brings back the id that it was given', () => {
    const cookie = createSignUpCookie({ secure: true });
    const header = cookie.set(id);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    expect(cookie.read(`theme=dark; ${header.split(';')[0]}; other=1`)).toBe(id);
  });

  it.each([
    null,
    undefined,
    '',
    'vitalmed_sign_up=',
    'vitalmed_sign_up=<script>',
    `x_vitalmed_sign_up=${id}`,
  ])('reads nothing from %j', (header) => {
    expect(createSignUpCookie({ secure: false }).read(header)).toBeNull();
  });

  it('can be taken away', () => {
    expect(createSignUpCookie({ secure: false }).clear()).toContain('Max-Age=0');
  });
});
