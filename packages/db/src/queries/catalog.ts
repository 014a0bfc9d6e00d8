import type { Database, Sql } from '../client.ts';

export type CatalogDoctor = {
  id: number;
  slug: string;
  title: string;
  firstName: string;
  lastName: string;
  slotMinutes: number;
  /** The first is the one that a schedule takes when none is named. */
  specialtyIds: number[];
  /** Sites at which the doctor has a schedule from `since` on. */
  siteIds: number[];
};

export type Catalog = {
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
  doctors: CatalogDoctor[];
};

/** Who attends what and where: the active part, by name. `since` is a local date. */
export async function readCatalog({ sql }: Database, since: string): Promise<Catalog> {
  const [specialties, sites, doctors] = await Promise.all([
    sql<Catalog['specialties']>`
      select specialty.id, specialty.name, specialty.slug, specialty.also_called as "alsoCalled", count(doctor.id) as "doctorCount"
      from specialty
      left join doctor_specialty on doctor_specialty.specialty_id = specialty.id
      left join doctor on doctor.id = doctor_specialty.doctor_id and doctor.active
      group by specialty.id `,
    sql<Catalog['sites']>`
      select site.id, site.name, site.address, site.city, site.time_zone as "timeZone", site.map_url as "mapUrl",
        site.phone, site.whatsapp, ${roomsOfSite(sql)} as rooms
      from site where site.active`,
    sql<CatalogDoctor[]>`
      select doctor.id, doctor.slug, doctor.title, doctor.first_name as "firstName", doctor.last_name as "lastName",
        doctor.slot_minutes as "slotMinutes",
        ${specialtiesOfDoctor(sql)} as "specialtyIds",
        array(select distinct site_id from schedule
          where doctor_id = doctor.id and local_date >= ${since} and status = 'published' order by site_id) as "siteIds"
      from doctor where doctor.active`,
  ]);
  // Sorted here: not every PostgreSQL has the ICU collations by which Álvarez comes before Zeta.
  return {
    specialties: byName(specialties, ({ name }) => name),
    sites: byName(sites, ({ name }) => name),
    doctors: byName(doctors, ({ lastName, firstName }) => `${lastName} ${firstName}`),
  };
}

export type OpeningFacts = {
  doctors: (Pick<CatalogDoctor, 'id' | 'title' | 'firstName' | 'lastName' | 'specialtyIds'> & {
    /** The room of the doctor's latest schedule at the site; null where there is none with a room. */
    usualRoomId: number | null;
  })[];
  site: { id: number; name: string; timeZone: string; rooms: { id: number; name: string }[] } | null;
};

/** What an opening names, as far as it is active; without those that aren't. */
export async function readForOpening(
  { sql }: Database,
  { doctorIds, siteId }: { doctorIds: readonly number[]; siteId: number },
): Promise<OpeningFacts> {
  const [doctors, [site]] = await Promise.all([
    sql<OpeningFacts['doctors']>`
      select id, title, first_name as "firstName", last_name as "lastName", ${specialtiesOfDoctor(sql)} as "specialtyIds",
        (select room_id from schedule
          where doctor_id = doctor.id and site_id = ${siteId} and room_id is not null and status = 'published'
          order by local_date desc, starts_at desc limit 1) as "usualRoomId"
      from doctor
      where id = any(${[...doctorIds]}::int[]) and active`,
    sql<NonNullable<OpeningFacts['site']>[]>`
      select id, name, time_zone as "timeZone", ${roomsOfSite(sql)} as rooms from site where id = ${siteId} and active`,
  ]);
  return {
    doctors: byName(doctors, ({ lastName, firstName }) => `${lastName} ${firstName}`),
    site: site ?? null,
  };
}

const specialtiesOfDoctor = (sql: Sql) => sql`
  array(select specialty_id from doctor_specialty where doctor_id = doctor.id order by position, specialty_id)`;

const roomsOfSite = (sql: Sql) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', room.id, 'name', room.name) order by room.name)
    from room where room.site_id = site.id), '[]')`;

const spanish = new Intl.Collator('es');

function byName<T>(rows: readonly T[], nameOf: (row: T) => string): T[] {
  return [...rows].sort((a, b) => spanish.compare(nameOf(a), nameOf(b)));
}
