import type { Database } from '../client.ts';

/** One change as the live views hear of it: which screens it concerns, never its contents. */
export type Change = {
  id: number;
  txid: number;
  type: string;
  appointmentId: string | null;
  patientId: string | null;
  doctorId: number | null;
  specialtyId: number | null;
  localDate: string | null;
};

/**
 * The oldest transaction still running (or the next to start): every event of a lower transaction is visible
 * to every later query, so a reader that has read below it has missed nothing.
 */
export async function changeHorizon({ sql }: Database): Promise<number> {
  const [row] = await sql<[{ horizon: number }]>`
    select (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint as horizon`;
  return row.horizon;
}

/**
 * Changes of transactions in [from, horizon of this very query), in the order of (txid, id), 5,000 at most.
 * Events older than ten minutes are left out: whoever was away longer reads everything anew, and a database
 * restored elsewhere, whose transaction numbers start again, doesn't replay its past.
 */
export async function changesSince(
  { sql }: Database,
  from: number,
): Promise<{ changes: Change[]; horizon: number }> {
  const [row] = await sql<[{ horizon: number; changes: Change[] }]>`
    with snapshot as (select (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint as horizon),
    change as (
      select id, txid, type, appointment_id as "appointmentId", patient_id as "patientId", doctor_id as "doctorId",
        specialty_id as "specialtyId", local_date as "localDate"
      from event
      where txid >= ${from} and txid < (select horizon from snapshot) and at > now() - interval '10 minutes'
        and type ~ '^(appointment|schedule|slot)[.]' 
      order by txid, id
      limit 5000
    )
    select horizon, coalesce((select jsonb_agg(to_jsonb(change) order by txid, id) from change), '[]') as changes
    from snapshot`;
  return row;
}
