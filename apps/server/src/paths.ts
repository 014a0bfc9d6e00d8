import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultMigrationsFolder } from '@vitalmed/db/migrate';

/** What was laid beside the bundle when it was built; null when running from the source. */
function besideBundle(path: string): string | null {
  const found = fileURLToPath(new URL(path, import.meta.url));
  return existsSync(found) ? found : null;
}

export const migrationsFolder = besideBundle('./migrations') ?? defaultMigrationsFolder;

export function appFolder(app: 'patient-portal' | 'backoffice' | 'doctor-view'): string {
  return besideBundle(`./apps/${app}`) ?? fileURLToPath(new URL(`../../${app}/dist`, import.meta.url));
}
