import type { Allowed, SearchTerms } from '@vitalmed/core';
import type { PendingQuery, Row } from 'postgres';
import type { Database, Sql } from '../client.ts';
import { literal } from './literal.ts';
import { recordLook } from './look.ts';
import { isClaimed, type PatientRow, stands } from './patient-row.ts';
import {
  isWholeNumber,
  isWholePart,
  type NumberTest,
  partOfNumber,
  sounding,
  tests,
  wholeNumberOf,
  wholePart,
} from './patient-terms.ts';

/** A patient in a list: what tells people apart, and no more. Who opens the file reads the rest of it, on record. */
export type ListedPatientRow = Pick<
  PatientRow,
  'id' | 'firstName' | 'lastName' | 'documentNumber' | 'documentVerified' | 'userId' | 'accountProvenAt'
> & {
  /** The last four digits, an extension left out. */
  phoneEnd: string;
  birthYear: number | null;
};

export const listedColumns = (sql: Sql) => sql`
  patient.id, patient.user_id as "userId", patient.account_proven_at as "accountProvenAt",
  patient.first_name as "firstName", patient.last_name as "lastName",
  patient.document_number as "documentNumber", patient.document_verified as "documentVerified",
  right(split_part(patient.phone, ';', 1), 4) as "phoneEnd",
  extract(year from patient.birth_date)::integer as "birthYear"`;

type Searching = { db: Database; proof: Allowed<'patient.search'>; terms: SearchTerms };

/** How many are shown: who finds nobody among them goes on typing. */
const most = 20;

/** So many found as they were typed that nobody has to be looked for by how a name sounds. */
const enough = 5;

/**
 * Patients whose document or phone has every number typed and whose name has every word typed, 20 at most: exact
 * documents first, then whose name begins with the first word, then by name. A file that is only claimed stands behind
 * all others, and none of those is left out for it. What was merged into another isn't found. Where few are found so,
 * those whose name sounds like it follow: 'peres' is Pérez too.
 *
 * Where a whole number is typed and it is somebody's document or the end of their phone, it is they who were meant:
 * nobody is added who has those digits somewhere inside. Nor where three words typed are how words of somebody's name
 * begin: nobody is added who has them in the middle of a word. Words of less than three letters, alone, are looked for at
 * the beginning of names only; numbers of less than three digits, alone, find nobody.
 *
 * Whoever is shown is recorded by the statement that finds them.
 */
export async function searchPatients(
  db: Database,
  proof: Allowed<'patient.search'>,
  terms: SearchTerms,
): Promise<ListedPatientRow[]> {
  const searching = { db, proof, terms };
  const meant = await patientsOfWholeNumber(searching);
  if (meant.length > 0) return meant;
  const hasSound = terms.words.some(isWholePart);
  const written = await patientsAsWritten(searching, hasSound ? enough : 1);
  return hasSound && written.length < enough ? patientsAsSounding(searching, written) : written;
}

async function patientsOfWholeNumber(searching: Searching): Promise<ListedPatientRow[]> {
  const { numbers, passport } = searching.terms;
  if (passport) {
    const terms = { words: [], numbers: [{ document: passport, phone: null }], passport };
    const meant = await patientsWith({ ...searching, terms }, wholeNumberOf);
    if (meant.length > 0) return meant;
  }
  return numbers.some(isWholeNumber) ? patientsWith(searching, wholeNumberOf) : [];
}

/** Fewer than `least` are no answer yet, nor on record: another search goes on from them. */
async function patientsAsWritten(searching: Searching, least: number): Promise<ListedPatientRow[]> {
  const { db, terms } = searching;
  const { words, numbers } = terms;
  const beginnings = threeBeginnings(words);
  if (beginnings) {
    const meant = await patientsWithBeginnings(searching, beginnings, least);
    if (meant.length > 0) return meant;
  }
  const parts = [...words, ...numbers.map(({ document, phone }) => document ?? phone ?? '')].filter(
    isWholePart,
  );
  const [surname] = words;
  // One part alone fits many among a million: the register knows the first of them without looking at all.
  if (surname && parts.length <= 1) {
    const whole = parts.length === 0 ? 1 : most;
    const listed = await patientsInRegister(searching, surname, {
      who: stands(db.sql),
      least: whole,
      room: most,
    });
    if (listed.length === most) return listed;
    if (parts.length === 0) {
      const claimed = { who: isClaimed(db.sql), least: whole, room: most - listed.length };
      return [...listed, ...(await patientsInRegister(searching, surname, claimed))];
    }
  }
  return parts.length > 0 ? patientsWith(searching, partOfNumber, least) : [];
}

/** Reads `found`, and records that it was shown where it is `least` or more: of fewer another search goes on to tell. */
function shown(
  { db: { sql }, proof }: Searching,
  found: PendingQuery<Row[]>,
  least = 1,
): Promise<ListedPatientRow[]> {
  return sql<ListedPatientRow[]>`
    with found as materialized (${found}),
    looked as (${recordLook(sql, proof, sql`select id from found where (select count(*) from found) >= ${least}`)})
    select * from found`;
}

function patientsWith(searching: Searching, hasNumber: NumberTest, least = 1): Promise<ListedPatientRow[]> {
  const { db, terms } = searching;
  const { sql } = db;
  return shown(
    searching,
    sql`
    select ${listedColumns(sql)} from patient
    where merged_into_id is null ${tests(sql, terms, hasNumber)}
    order by ${isClaimed(sql)}, (document_number = any(${documentsOf(terms)}::text[])) desc,
      starts_with(search_name, ${terms.words[0] ?? ''}) desc, search_name, document_number
    limit ${literal(sql, most)}`,
    least,
  );
}

const documentsOf = ({ numbers }: SearchTerms) => numbers.flatMap(({ document }) => document ?? []);

/**
 * Those found already, and after them any twenty whose name sounds so, in the register's order: so many may sound alike that
 * choosing the first would read them all.
 */
function patientsAsSounding(
  searching: Searching,
  written: readonly ListedPatientRow[],
): Promise<ListedPatientRow[]> {
  const { db, terms } = searching;
  const { sql } = db;
  const known = written.map(({ id }) => id);
  return shown(
    searching,
    sql`
    select ${listedColumns(sql)} from (
      (select patient.*, array_position(${known}::uuid[], id) as place from patient where id = any(${known}::uuid[]))
      union all
      (select patient.*, null from patient
       where merged_into_id is null and id <> all(${known}::uuid[]) ${tests(sql, terms, partOfNumber, sounding)}
       limit ${literal(sql, most)})) patient
    order by place, ${isClaimed(sql)}, search_name, document_number
    limit ${literal(sql, most)}`,
  );
}

/** As the function `name_beginnings` puts three words of a name together; null where fewer differ in how they begin. */
function threeBeginnings(words: readonly string[]): string | null {
  const starts = words.filter(({ length }) => length >= wholePart).map((word) => word.slice(0, wholePart));
  const three = [...new Set(starts)].slice(0, 3);
  return three.length === 3 ? three.sort().join(' ') : null;
}

/** `offset 0`: to the planner the letters of each word look as good, and they are a hundred times as many. */
function patientsWithBeginnings(
  searching: Searching,
  beginnings: string,
  least: number,
): Promise<ListedPatientRow[]> {
  const { db, terms } = searching;
  const { sql } = db;
  return shown(
    searching,
    sql`
    select ${listedColumns(sql)}
    from (select * from patient where name_beginnings(search_name) @> array[${beginnings}] offset 0) patient
    where merged_into_id is null ${tests(sql, terms, partOfNumber)}
    order by ${isClaimed(sql)}, starts_with(search_name, ${terms.words[0] ?? ''}) desc, search_name, document_number
    limit ${literal(sql, most)}`,
    least,
  );
}

type InRegister = {
  who: PendingQuery<Row[]>;
  /** Fewer are no answer yet: another search goes on. */
  least: number;
  room: number;
};

/** Those `who` are listed from `surname` on, in the register's order, and pass every other test as well. */
function patientsInRegister(
  searching: Searching,
  surname: string,
  { who, least, room }: InRegister,
): Promise<ListedPatientRow[]> {
  const { db, terms } = searching;
  const { sql } = db;
  const last = `${surname}\u{10ffff}`;
  const others = { ...terms, words: terms.words.slice(1) };
  return shown(
    searching,
    sql`
    select ${listedColumns(sql)} from patient
    where search_name collate "C" between ${surname} and ${last} and ${who}
      ${tests(sql, others, partOfNumber)}
    order by search_name collate "C", document_number
    limit ${literal(sql, room)}`,
    least,
  );
}
