import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The scripts that an app's page loads before it shows anything: those that its HTML names, preloads included. */
function firstLoad(app) {
  const dist = new URL(`apps/${app}/dist/`, import.meta.url);
  const html = readFileSync(new URL('index.html', dist), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+[.]js)"/g)].map(([, path]) => path);
  if (scripts.length === 0) throw new Error(`${app}: its page names no script`);
  return scripts.map((path) => fileURLToPath(new URL(path, dist)));
}

const gzipped = { gzip: true };

export default [
  { name: "portal's search page", path: firstLoad('patient-portal'), limit: '60 kB', ...gzipped },
  { name: 'backoffice', path: firstLoad('backoffice'), limit: '180 kB', ...gzipped },
  { name: "doctor's view", path: firstLoad('doctor-view'), limit: '180 kB', ...gzipped },
];
