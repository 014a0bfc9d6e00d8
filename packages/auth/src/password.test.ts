import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createCredentials } from './password.ts';
import { createWorkGate } from './work-gate.ts';

const password = 'ñandú-sobre-el-río-7';

describe('credentials', () => {
  it('hash with argon2id, 64 MiB, three passes and one lane, salted each time', async () => {
    const credentials = createCredentials();
    const [one, two] = await Promise.all([credentials.hash(password), credentials.hash(password)]);
    expect(one).toMatchObject({
      ok: true,
      hash: expect.stringMatching(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/),
    });
    expect(one).not.toEqual(two);
  });

  it('accept the password and nothing else', async () => {
    const credentials = createCredentials();
    const made = await credentials.hash(password);
    const hash = made.ok ? made.hash : '';
    await expect(credentials.verify(hash, password)).resolves.toEqual({ ok: true, matches: true });
    await expect(credentials.verify(hash, `${password} `)).resolves.toEqual({ ok: true, matches: false });
    await expect(credentials.verify(hash, password.normalize('NFD'))).resolves.toEqual({
      ok: true,
      matches: true,
    });
  });

  it('do the work of a real comparison for a user that does not exist', async () => {
    const credentials = createCredentials();
    const made = await credentials.hash(password);
    const time = async (hash: string | null) => {
      const before = performance.now();
      const verdict = await credentials.verify(hash, 'a wrong password');
      expect(verdict).toEqual({ ok: true, matches: false });
      return performance.now() - before;
    };
    const quickest = async (hash: string | null) =>
      Math.min(await time(hash), await time(hash), await time(hash), await time(hash));
    const unknown = await quickest(null);
    const known = await quickest(made.ok ? made.hash : '');
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('answer "rate-limited" when too many wait already', async () => {
    const credentials = createCredentials(createWorkGate({ running: 1, waiting: 1 }));
    const answers = await Promise.all(Array.from({ length: 4 }, () => credentials.hash(password)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter(({ ok }) => !ok)).toHaveLength(2);
    expect(answers).toContainEqual({ ok: false, reason: 'rate-limited', details: { retryAfterSeconds: 5 } });
  });

  it('never hash more than 200 bytes', async () => {
    const credentials = createCredentials();
    await expect(credentials.hash('ñ'.repeat(101))).rejects.toThrow(RangeError);
    await expect(credentials.verify(null, 'x'.repeat(10_000_000))).rejects.toThrow(RangeError);
  });
});
