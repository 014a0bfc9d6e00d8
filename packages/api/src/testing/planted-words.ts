import type { Database } from '@vitalmed/db';

/** A word that stands in the database once, and where; `owner` is the patient whom it is about, or else an account. */
export type Planted = { word: string; column: string; owner: string | null };

type Column = { table: string; name: string; type: string };

/** Words that say nothing about anybody: chosen from few, or shared by a whole day. */
const closed = new Set([
  'appointment.cancel_reason',
  'appointment.local_date',
  'event.local_date',
  'event.type',
  'look.action',
  'schedule.local_date',
  'site.time_zone',
  'slot.local_date',
]);

/** Secrets that open a door while the test walks: they stay, and are words as they are. */
const kept = new Set(['rate_limit.key', 'session.id']);

const aWord = `'zq' || replace(gen_random_uuid()::text, '-', '')`;

/** Where a word has to have a form. `n` numbers the rows. */
const forms: Record<string, string> = {
  'patient.birth_date': `date '1911-01-01' + n`,
  'patient.document_number': `(71000000 + n)::text`,
  'patient.email': `${aWord} || '@planted.example'`,
  'patient.search_name': `'suarez ' || ${aWord}`,
  'sign_up.email': `${aWord} || '@planted.example'`,
  'user.email': `${aWord} || '@planted.example'`,
};

/** Whom a row of the table is about. Rows of other tables are the clinic's. */
const owners: Record<string, string> = {
  account_token: `(select patient.id from patient where patient.user_id = t.user_id)`,
  appointment: `t.patient_id`,
  event: `t.patient_id`,
  notification: `(select a.patient_id from appointment a where a.id = t.appointment_id)`,
  patient: `t.id`,
  session: `(select patient.id from patient where patient.user_id = t.user_id)`,
  user: `coalesce((select patient.id from patient where patient.user_id = t.id), t.id)`,
};

/**
 * Fills every text, note and JSON of every table with words of their own, whatever columns there are, and answers with
 * all of them, ids and dates too. A new column is planted without anybody remembering it.
 */
export async function plantWords(db: Database): Promise<Planted[]> {
  const columns = await columnsOf(db);
  for (const table of guarded) await db.sql.unsafe(`alter table "${table}" disable trigger user`);
  for (const column of columns) await fill(db, column);
  for (const table of guarded) await db.sql.unsafe(`alter table "${table}" enable trigger user`);
  return wordsIn(db, columns);
}

/** Append-only, or ending sessions with a change of what is written here. */
const guarded = ['event', 'look', 'user'];

/** Every column that can hold a word, ids first: the same id elsewhere only refers to it. */
export async function columnsOf({ sql }: Database): Promise<Column[]> {
  const columns = await sql<Column[]>`
    select table_name as table, column_name as name, data_type as type
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and data_type in ('text', 'character varying', 'json', 'jsonb', 'uuid', 'date', 'bytea')
    order by (column_name = 'id') desc, table_name, ordinal_position`;
  return columns.filter((column) => !closed.has(nameOf(column)));
}

const nameOf = ({ table, name }: Column) => `${table}.${name}`;

async function fill({ sql }: Database, column: Column): Promise<void> {
  const { table, name, type } = column;
  if (type === 'uuid' || kept.has(nameOf(column))) return;
  const words = type.startsWith('json') ? `t."${name}"::jsonb || ${plantedJson}` : aWord;
  const value = forms[nameOf(column)] ?? words;
  await sql.unsafe(`
    update "${table}" t set "${name}" = ${value}
    from (select ctid as at, (row_number() over ())::integer as n from "${table}") numbered where numbered.at = t.ctid`);
}

/** One that nobody knows of, and a note as an act at the desk leaves it. */
const plantedJson = `jsonb_build_object('planted', ${aWord}, 'note', ${aWord})`;

async function wordsIn({ sql }: Database, columns: Column[]): Promise<Planted[]> {
  const known = new Set<string>();
  const planted: Planted[] = [];
  for (const { table, name, type } of columns) {
    const column = `${table}.${name}`;
    const values = type.startsWith('json')
      ? `(values ('${column}', t."${name}" ->> 'planted'), ('${column}.note', t."${name}" ->> 'note')) v(col, word)`
      : `(values ('${column}', t."${name}"::text)) v(col, word)`;
    const rows = await sql.unsafe<Planted[]>(
      `select v.word, v.col as column, ${owners[table] ?? 'null'}::text as owner from "${table}" t, lateral ${values}
       where v.word is not null`,
    );
    const words = rows.filter(({ word }) => !known.has(word));
    for (const { word } of words) known.add(word);
    planted.push(...words);
  }
  return planted;
}
