import { searchText } from '@vitalmed/core';
import type { Sql } from '@vitalmed/db';
import { firstNames, lastNames } from './names.ts';
import { type Network, timeZone } from './network.ts';

/**
 * Identities and chance that follow from seed and number alone, so that any row can name any other without
 * looking it up. The marks of versions 4 and 7 are in their places: the API accepts no other UUIDs.
 */
export async function makeFunctions(sql: Sql, { seed }: Network): Promise<void> {
  await sql.unsafe(`
    create function bench.hash(n bigint, kind text) returns bigint language sql immutable parallel safe as $$
      select hashint8extended(n, hashtextextended(kind, ${seed})) $$;
    create function bench.uuid(high bigint, low bigint) returns uuid language sql immutable parallel safe as $$
      select (lpad(to_hex(high), 16, '0') || to_hex((low & x'3fffffffffffffff'::bigint) | x'8000000000000000'::bigint))::uuid $$;
    create function bench.id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
      select bench.uuid((bench.hash(n, kind) & ~x'f000'::bigint) | x'4000'::bigint, bench.hash(n, kind || ' too')) $$;
    create function bench.id_at(at timestamptz, n bigint) returns uuid language sql stable parallel safe as $$
      select bench.uuid(((date_part('epoch', at) * 1000)::bigint << 16) | x'7000'::bigint | (bench.hash(n, 'at') & x'fff'::bigint), bench.hash(n, 'at too')) $$;
    create function bench.chance(n bigint) returns bigint language sql immutable parallel safe as $$
      select hashint8extended(n, ${seed}) & 1152921504606846975 $$;`);
}

/** Sites, rooms, specialties, doctors and their accounts, and one secretary a site: the first secretary is an admin. */
export async function makeClinics(sql: Sql, { sites, specialties, doctors }: Network): Promise<void> {
  await sql`
    insert into site (id, name, address, city, time_zone) overriding system value
    select n, 'Sede ' || n, 'Av. San Martín ' || 100 + n, 'Ciudad ' || n, ${timeZone} from generate_series(1, ${sites}) n`;
  await sql`
    insert into specialty (id, name, slug) overriding system value
    select n, 'Especialidad ' || n, 'especialidad-' || n from generate_series(1, ${specialties}) n`;
  await sql`
    insert into room (id, site_id, name) overriding system value
    select d, (d - 1) / 20 % ${sites} + 1, 'Consultorio ' || d from generate_series(1, ${doctors}) d`;
  await sql`
    insert into "user" (id, role, email, password_hash, first_name, last_name)
    select bench.id('secretary', n), case n when 1 then 'admin' else 'secretary' end::user_role, 'secretaria' || n || '@bench.test',
      'nobody', (${firstNames}::text[])[1 + n % ${firstNames.length}], (${lastNames}::text[])[1 + n % ${lastNames.length}]
    from generate_series(1, ${sites}) n`;
  await sql`
    insert into "user" (id, role, email, password_hash, first_name, last_name)
    select bench.id('doctor', d), 'doctor', 'profesional' || d || '@bench.test', 'nobody',
      (${firstNames}::text[])[1 + bench.chance(d) % ${firstNames.length}], (${lastNames}::text[])[1 + bench.chance(-d) % ${lastNames.length}]
    from generate_series(1, ${doctors}) d`;
  await sql`
    insert into doctor (id, user_id, title, first_name, last_name, slug, slot_minutes) overriding system value
    select d, u.id, 'Dra.', u.first_name, u.last_name, 'profesional-' || d, 20
    from generate_series(1, ${doctors}) d join "user" u on u.id = bench.id('doctor', d)`;
  await sql`
    insert into doctor_specialty (doctor_id, specialty_id)
    select d, (d - 1) % ${specialties} + 1 from generate_series(1, ${doctors}) d`;
}

/**
 * Patients with documents and phones of their own. The even ones have an account and an e-mail address, so half of the
 * bookings come by the portal and owe a message.
 */
export async function makePatients(sql: Sql, from: number, to: number): Promise<void> {
  await sql`
    insert into "user" (id, role, email, password_hash, first_name, last_name)
    select bench.id('user', n), 'patient', 'paciente' || n || '@bench.test', 'nobody',
      (${firstNames}::text[])[1 + bench.chance(n) % ${firstNames.length}], (${lastNames}::text[])[1 + bench.chance(-n) % ${lastNames.length}]
    from generate_series(${from}::int, ${to}::int) n where n % 2 = 0`;
  await sql`
    insert into patient (id, user_id, account_proven_at, account_proof, document_number, document_verified, first_name, last_name, search_name, birth_date, phone, email)
    select bench.id('patient', n), case when n % 2 = 0 then bench.id('user', n) end,
      case when n % 2 = 0 then now() end, case when n % 2 = 0 then 'desk'::account_proof end, (10000000 + n * 37)::text, true,
      first.name, last.name || ' ' || second.name, last.plain || ' ' || second.plain || ' ' || first.plain,
      date '1930-01-01' + (bench.chance(n) % 34000)::int, '+54911' || 20000000 + n * 61,
      case when n % 2 = 0 then 'paciente' || n || '@bench.test' end
    from generate_series(${from}::int, ${to}::int) n
    join ${names(sql, firstNames)} first (name, plain, place) on first.place = 1 + bench.chance(n) % ${firstNames.length}
    join ${names(sql, lastNames)} last (name, plain, place) on last.place = 1 + bench.chance(-n) % ${lastNames.length}
    join ${names(sql, lastNames)} second (name, plain, place) on second.place = 1 + bench.chance(n + 500000000) % ${lastNames.length}`;
}

/** A name as people write it, and as searches compare it. */
function names(sql: Sql, list: string[]) {
  return sql`unnest(${list}::text[], ${list.map(searchText)}::text[]) with ordinality`;
}
