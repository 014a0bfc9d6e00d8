import { addDays, utcDate } from '@vitalmed/core';
import { type Catalog, type Database, readCatalog } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';

export type CatalogView = {
  specialties: { id: number; name: string; slug: string; alsoCalled: string[]; doctorCount: number }[];
  sites: {
    id: number;
    name: string;
    address: string;
    city: string;
    timeZone: string;
    mapUrl: string | null;
    phone: string | null;
    whatsapp: string | null;
    rooms: { id: number; name: string }[];
  }[];
  doctors: {
    id: number;
    name: string;
    slug: string;
    slotMinutes: number;
    specialtyIds: number[];
    siteIds: number[];
  }[];
};

/**
 * Specialties, sites and doctors: public, it is what the clinic has on its door. May be some seconds old: every page
 * that opens asks for it, and it changes by the month.
 */
export async function getCatalog(ctx: ServiceContext): Promise<Result<CatalogView>> {
  const { specialties, sites, doctors } = await readShared(ctx.db, ctx.now);
  return {
    ok: true,
    specialties,
    sites,
    doctors: doctors.map(({ id, title, firstName, lastName, slug, slotMinutes, specialtyIds, siteIds }) => ({
      id,
      name: `${title} ${firstName} ${lastName}`,
      slug,
      slotMinutes,
      specialtyIds,
      siteIds,
    })),
  };
}

/** The active sites by name, as in the catalogue, for a page that the server writes itself. */
export async function sitesOnTheDoor(db: Database, now: Date): Promise<CatalogView['sites']> {
  return (await readShared(db, now)).sites;
}

const sharedForMs = 5_000;

type Read = { since: string; until: number; catalog: Promise<Catalog> };
const latest = new WeakMap<Database, Read>();

/** One read for all who ask within some seconds; one that fails is shared by those who waited for it alone. */
function readShared(db: Database, now: Date): Promise<Catalog> {
  // Somewhere it is still yesterday.
  const since = addDays(utcDate(now.getTime()), -1);
  const last = latest.get(db);
  if (last && last.since === since && performance.now() < last.until) return last.catalog;
  const catalog = readCatalog(db, since);
  latest.set(db, { since, until: performance.now() + sharedForMs, catalog });
  catalog.catch(() => latest.delete(db));
  return catalog;
}
