import { existsSync } from 'node:fs';
import { run } from './command.mjs';

/**
 * The path of a Node 24, from npm's package `node`, or undefined with the reason where none can be fetched.
 * The package carries the binary; nothing of this machine's Node changes.
 */
export async function fetchNode24() {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const { code, output } = await run(npx, ['-y', 'node@24', '-p', 'process.execPath']);
  const path = output
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => existsSync(line));
  return code === 0 && path ? { path } : { reason: output.trim().split('\n').at(-1) || 'npx failed' };
}
