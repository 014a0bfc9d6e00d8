import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The scripts that an app's page loads before it shows anything: those that its HTML names, preloads included. Counted as
 * our own server sends them: the brotli copy that the build laid beside each, where there is one.
 */
function firstLoad(app) {
  const dist = new URL(`apps/${app}/dist/`, import.meta.url);
  const html = readFileSync(new URL('index.html', dist), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+[.]js)"/g)].map(([, path]) => path);
  if (scripts.length === 0) throw new Error(`${app}: its page names no script`);
  return scripts.map((path) => {
    const file = fileURLToPath(new URL(path, dist));
    return existsSync(`${file}.br`) ? `${file}.br` : file;
  });
}

const asServed = { gzip: false, brotli: false };

export default [
  { name: "portal's search page", path: firstLoad('patient-portal'), limit: '57 kB', ...asServed },
  { name: 'backoffice', path: firstLoad('backoffice'), limit: '158 kB', ...asServed },
  { name: "doctor's view", path: firstLoad('doctor-view'), limit: '158 kB', ...asServed },
];
