import { addDays, utcDate } from '@vitalmed/core';
import { readCatalog } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';

export type CatalogView = {
  specialties: { id: number; name: string; slug: string; doctorCount: number }[];
  sites: {
    id: number;
    name: string;
    address: string;
    city: string;
    timeZone: string;
    mapUrl: string | null;
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

/** Specialties, sites and doctors: public, it is what the clinic has on its door. */
export async function getCatalog(ctx: ServiceContext): Promise<Result<CatalogView>> {
  const yesterday = addDays(utcDate(ctx.now.getTime()), -1);
  const { specialties, sites, doctors } = await readCatalog(ctx.db, yesterday);
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
