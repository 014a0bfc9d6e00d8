import { searchText } from '@vitalmed/core';
import type { TransactionSql } from '../client.ts';
import { doctors, type SiteKey, sites, specialties, timeZone } from './clinic.ts';
import { insertRows } from './insert-rows.ts';
import type { People } from './people.ts';

/** The ids of places and specialties by the demo's own keys; rooms as 'centro 3', counted from 0. */
export type Places = {
  siteIds: Map<SiteKey, number>;
  roomIds: Map<string, number>;
  specialtyIds: Map<string, number>;
};

const siteKeys = Object.keys(sites) as SiteKey[];

export const roomKey = (site: SiteKey, index: number) => `${site} ${index}`;

export async function writePlaces(sql: TransactionSql): Promise<Places> {
  const siteRows = await insertRows<{ id: number; name: string }>(
    sql,
    'site',
    siteKeys.map((key) => {
      const { name, address, city, mapUrl, phone, whatsapp } = sites[key];
      return { name, address, city, time_zone: timeZone, map_url: mapUrl, phone, whatsapp, active: true };
    }),
    ['id', 'name'],
  );
  const siteIds = new Map(siteKeys.map((key) => [key, idOf(siteRows, sites[key].name)]));

  const roomRows = await insertRows<{ id: number; name: string; site_id: number }>(
    sql,
    'room',
    siteKeys.flatMap((key) => sites[key].rooms.map((name) => ({ site_id: siteIds.get(key), name }))),
    ['id', 'name', 'site_id'],
  );
  const roomIds = new Map(
    siteKeys.flatMap((key) => {
      const ofSite = roomRows.filter((room) => room.site_id === siteIds.get(key));
      return sites[key].rooms.map((name, index) => [roomKey(key, index), idOf(ofSite, name)] as const);
    }),
  );

  const specialtyRows = await insertRows<{ id: number; name: string; slug: string }>(
    sql,
    'specialty',
    specialties.map(({ name, slug, alsoCalled }) => ({ name, slug, also_called: [...alsoCalled] })),
    ['id', 'name', 'slug'],
  );
  return { siteIds, roomIds, specialtyIds: new Map(specialtyRows.map(({ slug, id }) => [slug, id])) };
}

/** Answers with their ids, in the order of the clinic's doctors. */
export async function writeDoctors(sql: TransactionSql, people: People, places: Places): Promise<number[]> {
  const rows = doctors.map(({ title, firstName, lastName, slotMinutes }, index) => ({
    user_id: people.doctors[index]?.id,
    title,
    first_name: firstName,
    last_name: lastName,
    slug: searchText(`${firstName} ${lastName}`).replaceAll(' ', '-'),
    slot_minutes: slotMinutes,
    active: true,
  }));
  const written = await insertRows<{ id: number; slug: string }>(sql, 'doctor', rows, ['id', 'slug']);
  const ids = rows.map(({ slug }) => written.find((doctor) => doctor.slug === slug)?.id ?? 0);
  await insertRows(
    sql,
    'doctor_specialty',
    doctors.flatMap((doctor, index) =>
      doctor.specialties.map((slug, position) => ({
        doctor_id: ids[index],
        specialty_id: places.specialtyIds.get(slug),
        position: position + 1,
      })),
    ),
  );
  return ids;
}

function idOf(rows: readonly { id: number; name: string }[], name: string): number {
  const row = rows.find((candidate) => candidate.name === name);
  if (!row) throw new Error(`The demo wrote no ${name}`);
  return row.id;
}
