import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { runNode, tool } from './command.mjs';
import { plan } from './plan.mjs';

const playwright = tool('@playwright/test', 'cli.js', 'apps/e2e');
const knip = tool('knip', 'bin/knip.js');

/** As on a machine without a browser: the one that is named is the only one that counts. */
const nowhere = '/nonexistent/chromium';

let before;

beforeEach(() => {
  before = process.env.CHROMIUM_PATH;
  process.env.CHROMIUM_PATH = nowhere;
});

afterEach(() => {
  if (before === undefined) delete process.env.CHROMIUM_PATH;
  else process.env.CHROMIUM_PATH = before;
});

describe('a machine without Chromium', () => {
  it("reads the journeys' configuration all the same", async () => {
    const { code, output } = await runNode([playwright, 'test', '--list'], { cwd: 'apps/e2e' });
    assert.equal(code, 0, output);
  });

  it('finds unused code all the same', async () => {
    const { code, output } = await runNode([knip, '--workspace', 'apps/e2e']);
    assert.equal(code, 0, output);
  });

  it('skips the journeys and says why', async () => {
    const journeys = plan({ url: '' }).find(({ name }) => name === 'browser journeys');
    const { passed, failed, skipped, note } = await journeys.run();
    assert.deepEqual({ passed, failed, skipped }, { passed: 0, failed: 0, skipped: 1 });
    assert.match(note, /Chromium .*\/nonexistent\/chromium/);
  });

  it('says so to who asks for a journey', async () => {
    const { code, output } = await runNode([playwright, 'test', 'live'], { cwd: 'apps/e2e' });
    assert.equal(code, 1);
    assert.match(output, /No Chromium here/);
  });
});
