import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { playwrightOutcome, tapOutcome, vitestOutcome } from './outcome.mjs';

let folder;
let report;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcome-'));
  report = join(folder, 'report.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const counts = ({ passed, failed, skipped }) => ({ passed, failed, skipped });
const vitestReport = (overrides) => ({
  numPassedTests: 4,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...overrides,
});

describe('the sum of all runners', () => {
  it("adds Vitest's tests", async () => {
    await writeFile(report, JSON.stringify(vitestReport({ numPendingTests: 1 })));
    const result = await vitestOutcome(report, { code: 0, output: '' });
    assert.deepEqual(counts(result), { passed: 4, failed: 0, skipped: 1 });
  });

  it('counts a test file that could not be read as a failure', async () => {
    const testResults = [{ name: 'broken.test.ts', status: 'failed', assertionResults: [] }];
    await writeFile(report, JSON.stringify(vitestReport({ testResults })));
    const result = await vitestOutcome(report, { code: 1, output: '' });
    assert.deepEqual(counts(result), { passed: 4, failed: 1, skipped: 0 });
  });

  it('prints what failed and leaves out what passed', async () => {
    const passed = { status: 'passed', fullName: 'a slot is free', failureMessages: [] };
    const failed = { status: 'failed', fullName: 'a slot is busy', failureMessages: ['expected free'] };
    const testResults = [
      { name: 'slot.test.ts', status: 'failed', assertionResults: [passed, failed] },
      { name: 'broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ];
    await writeFile(report, JSON.stringify(vitestReport({ numFailedTests: 1, testResults })));
    const { output } = await vitestOutcome(report, { code: 1, output: 'a thousand lines' });
    assert.equal(output, 'slot.test.ts > a slot is busy\nexpected free\n\nbroken.test.ts\nno such module');
  });

  it('counts a coverage below its threshold as a failure', async () => {
    await writeFile(report, JSON.stringify(vitestReport({})));
    const result = await vitestOutcome(report, { code: 1, output: '' });
    assert.deepEqual(counts(result), { passed: 4, failed: 1, skipped: 0 });
  });

  it('counts a runner without a report as a failure', async () => {
    const result = await vitestOutcome(report, { code: 0, output: '' });
    assert.deepEqual(counts(result), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a flaky journey as a failure', async () => {
    await writeFile(report, JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 } }));
    const result = await playwrightOutcome(report, { code: 0, output: '' });
    assert.deepEqual(counts(result), { passed: 2, failed: 1, skipped: 0 });
  });

  it('reads the TAP of node --test', () => {
    const output = '# tests 3\n# pass 2\n# fail 1\n# skipped 0\n';
    assert.deepEqual(counts(tapOutcome({ code: 1, output })), { passed: 2, failed: 1, skipped: 0 });
  });
});
