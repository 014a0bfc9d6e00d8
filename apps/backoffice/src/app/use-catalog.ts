import { localDateOf } from '@vitalmed/i18n';
import { type Catalog, trpc } from '../api/trpc.ts';

const CATALOG_STALE_MS = 5 * 60_000;

export function useCatalog() {
  return trpc.catalog.get.useQuery(undefined, { staleTime: CATALOG_STALE_MS });
}

/** The zone that days are counted in: that of the site in view, or of the clinic's first. */
export function zoneOf(catalog: Catalog, siteId?: number): string {
  const site = catalog.sites.find((candidate) => candidate.id === siteId) ?? catalog.sites[0];
  return site?.timeZone ?? 'America/Argentina/Buenos_Aires';
}

export function todayIn(timeZone: string): string {
  return localDateOf(Date.now(), timeZone);
}
