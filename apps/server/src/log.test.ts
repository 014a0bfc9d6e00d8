import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { queueWords } from './jobs/queue-words.ts';
import { createLog, faultEntry } from './log.ts';

const planted = 'María\n    at planted (/etc/María.ts:1:1)\u001b[31m\n{"level":60,"msg":"María"}';

function logged(entry: Record<string, unknown>): string {
  const lines = new PassThrough();
  createLog('debug', lines).error(entry, 'a fault');
  return String(lines.read());
}

describe('a fault in the log', () => {
  it('says where in the code, and nothing of what it says itself', () => {
    const fault = Object.assign(new TypeError(planted, { cause: new Error(planted) }), {
      code: planted,
      constraint_name: planted,
    });
    const line = logged(faultEntry(fault));
    expect(line).not.toContain('María');
    expect(line.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(line)).toMatchObject({
      fault: 'TypeError',
      at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
    });
  });

  it('keeps the names that programs give', () => {
    const fault = Object.assign(new Error(planted), { code: '23505', constraint_name: 'user_email_unique' });
    expect(faultEntry(fault)).toMatchObject({ code: '23505', constraint: 'user_email_unique' });
    fault.name = planted;
    expect(faultEntry(fault)).toMatchObject({ fault: 'Error' });
    expect(faultEntry(planted)).toEqual({ fault: 'string' });
  });
});

describe('what the job queue says of itself', () => {
  it.each([
    [`PostgreSQL idle client generated error: ${planted}`, 'PostgreSQL idle client generated error'],
    [`Failed to complete jobs '7':\n${planted}`, 'Failed to complete jobs'],
    [planted, 'another fault'],
  ])('is logged without what it quotes', (message, words) => {
    expect(queueWords(message)).toBe(words);
  });
});
