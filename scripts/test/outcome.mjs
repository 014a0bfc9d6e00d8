import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';

/** What a step adds to the sum: tests that passed, failed and were skipped, and what to print when some failed. */
export function outcome({ passed = 0, failed = 0, skipped = 0, output = '', note = '' }) {
  return { passed, failed, skipped, output, note };
}

/** A check without tests of its own counts as one test. */
export function checkOutcome({ code, output }) {
  return code === 0 ? outcome({ passed: 1, output }) : outcome({ failed: 1, output });
}

/** A runner that dies after its last test has failed as surely as a test has. */
function withExit(counts, { code, output }) {
  const died = code !== 0 && counts.failed === 0 ? 1 : 0;
  const empty = code === 0 && counts.passed === 0 ? 1 : 0;
  return outcome({ ...counts, failed: counts.failed + died + empty, output });
}

/** Sums Vitest's JSON report; a file that could not be collected counts as one failure. */
export async function vitestOutcome(report, result) {
  const json = await readJson(report);
  if (!json) return withExit({ passed: 0, failed: 0, skipped: 0 }, result);
  const broken = json.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((t) => t.status === 'failed'),
  ).length;
  const counted = withExit(
    {
      passed: json.numPassedTests,
      failed: json.numFailedTests + broken,
      skipped: json.numPendingTests + json.numTodoTests,
    },
    result,
  );
  return { ...counted, output: failuresOf(json) || counted.output };
}

/** What failed and why, and nothing of what passed: a log that is cut off still names the culprit. */
function failuresOf({ testResults }) {
  return testResults
    .flatMap(({ name: file, message, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0) return status === 'failed' ? [`${relative('.', file)}\n${message}`] : [];
      return failed.map(
        (test) => `${relative('.', file)} > ${test.fullName}\n${test.failureMessages.join('\n')}`,
      );
    })
    .join('\n\n');
}

/** Sums Playwright's JSON report. A flaky test is a failed one: it was red once. */
export async function playwrightOutcome(report, result) {
  const json = await readJson(report);
  if (!json) return withExit({ passed: 0, failed: 0, skipped: 0 }, result);
  const { expected, unexpected, flaky, skipped } = json.stats;
  return withExit({ passed: expected, failed: unexpected + flaky, skipped }, result);
}

/** Sums the TAP that `node --test` writes. */
export function tapOutcome(result) {
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(result.output)?.[1] ?? 0);
  return withExit({ passed: count('pass'), failed: count('fail'), skipped: count('skipped') }, result);
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
