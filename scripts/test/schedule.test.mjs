import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSteps } from './schedule.mjs';

const ends = (counts) => async () => ({ passed: 0, failed: 0, skipped: 0, output: '', note: '', ...counts });
const names = (results) => results.map(({ name }) => name);

describe('the steps of a test run', () => {
  it('wait for what they need', async () => {
    const results = await runSteps(
      [
        { name: 'journeys', needs: ['build'], run: ends({ passed: 3 }) },
        { name: 'build', run: ends({ passed: 1 }) },
      ],
      2,
      () => undefined,
    );
    assert.deepEqual(names(results), ['build', 'journeys']);
  });

  it('count as failed when what they need has failed', async () => {
    const results = await runSteps(
      [
        { name: 'build', run: ends({ failed: 1 }) },
        { name: 'journeys', needs: ['build'], run: () => assert.fail('must not run') },
      ],
      2,
      () => undefined,
    );
    assert.deepEqual(
      results.map(({ name, failed, note }) => ({ name, failed, note })),
      [
        { name: 'build', failed: 1, note: '' },
        { name: 'journeys', failed: 1, note: 'not run, because of build' },
      ],
    );
  });

  it('never share the machine with a step that runs alone', async () => {
    let together = 0;
    let most = 0;
    const step = (name, alone) => ({
      name,
      alone,
      run: async () => {
        together += 1;
        most = Math.max(most, alone ? together * 10 : together);
        await new Promise((resolve) => setImmediate(resolve));
        together -= 1;
        return { passed: 1, failed: 0, skipped: 0, output: '', note: '' };
      },
    });
    await runSteps([step('a'), step('b'), step('journeys', true), step('c')], 2, () => undefined);
    assert.equal(most, 10);
  });

  it('count as failed when they throw', async () => {
    const [result] = await runSteps(
      [{ name: 'lint', run: () => Promise.reject(new Error('no such tool')) }],
      2,
      () => undefined,
    );
    assert.equal(result.failed, 1);
    assert.match(result.output, /no such tool/);
  });
});
