import { readFileSync } from 'node:fs';

const dist = new URL('./dist/', import.meta.url);

/** Every script that the page names: what a phone loads before it can show the search. */
const page = readFileSync(new URL('index.html', dist), 'utf8');
const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => `dist${path}`);

export default [{ name: 'First load of the search', path: scripts, gzip: true, limit: '60 kB' }];
