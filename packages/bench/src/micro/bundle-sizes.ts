import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const apps = fileURLToPath(new URL('../../../../apps/', import.meta.url));

export type BundleSize = {
  app: string /** What its page names: loaded before anything shows. */;
  firstKb: number;
  allKb: number;
};

/** JavaScript and CSS of the built apps, gzipped, in kB of 1,000 bytes. */
export function bundleSizes(): BundleSize[] {
  return ['patient-portal', 'backoffice', 'doctor-view'].map((app) => {
    const dist = join(apps, app, 'dist');
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    const first = [...html.matchAll(/(?:src|href)="\/([^"]+[.](?:js|css))"/g)].map(([, path]) => path ?? '');
    const all = readdirSync(join(dist, 'assets'))
      .filter((name) => /[.](?:js|css)$/.test(name))
      .map((name) => join('assets', name));
    return { app, firstKb: gzippedKb(dist, first), allKb: gzippedKb(dist, all) };
  });
}

function gzippedKb(folder: string, files: string[]): number {
  return files.reduce((total, file) => total + gzipSync(readFileSync(join(folder, file))).length, 0) / 1_000;
}
