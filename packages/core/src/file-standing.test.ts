import { describe, expect, it } from 'vitest';
import { fileStanding } from './file-standing.ts';

describe('a patient’s file', () => {
  it('is only claimed while its account was not proven', () => {
    const claimed = { documentVerified: false, hasAccount: true, accountProven: false };
    expect(fileStanding(claimed)).toBe('claimed');
    expect(fileStanding({ ...claimed, documentVerified: true })).toBe('claimed');
  });

  it('is the desk’s without an account, and with one that was proven', () => {
    const desk = { documentVerified: false, hasAccount: false, accountProven: false };
    expect(fileStanding(desk)).toBe('desk');
    expect(fileStanding({ ...desk, hasAccount: true, accountProven: true })).toBe('desk');
  });

  it('is verified when the desk saw the document', () => {
    const verified = { documentVerified: true, hasAccount: false, accountProven: false };
    expect(fileStanding(verified)).toBe('verified');
    expect(fileStanding({ ...verified, hasAccount: true, accountProven: true })).toBe('verified');
  });
});
