import { readFileSync } from 'node:fs';

/** What the page itself names: the entry and everything that it needs before anything shows. */
const html = readFileSync(new URL('dist/index.html', import.meta.url), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => `dist/${file}`);

export default [
  { name: 'First load: sign-in and the shell of the agenda', path: scripts, gzip: true, limit: '180 kB' },
];
