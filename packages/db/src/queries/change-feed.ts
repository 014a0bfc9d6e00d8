import type { Database } from '../client.ts';
import { literal } from './literal.ts';

/** One change as the live views hear of it: which screens it concerns, never its contents. Who only looked changed nothing. */
export type Change = {
  id: number;
  txid: number;
  type: string;
  appointmentId: string | null;
  patientId: string | null;
  doctorId: number | null;
  specialtyId: number | null;
  siteId: number | null;
  /** Where it is one slot that changed, or the slot of the appointment. */
  slotId: number | null;
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

/** The most changes that one look answers with. */
const MOST = 5000;

export type Changes = {
  changes: Change[];
  /** Everything below this transaction has been looked at: the next look goes on from here. */
  horizon: number;
  /** Whether some were left out, being too many or older than ten minutes. */
  missed: boolean;
};

/**
 * Changes of transactions in [from, horizon of this very query), in the order of (txid, id). Events older than
 * ten minutes are left out: whoever was away longer reads everything anew, and a database restored elsewhere,
 * whose transaction numbers start again, doesn't replay its past.
 */
export async function changesSince({ sql }: Database, from: number): Promise<Changes> {
  const [row] = await sql<[{ horizon: number; changes: Change[]; tooOld: boolean }]>`
    with snapshot as (select (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint as horizon),
    found as (
      select id, txid, at, type, appointment_id, patient_id, doctor_id, specialty_id, schedule_id, local_date, data
      from event
      where txid >= ${from} and txid < (select horizon from snapshot)
        and type ~ '^(appointment|schedule|slot)[.]' and type <> 'appointment.read'
      order by txid, id
      limit ${literal(sql, MOST)}
    )
    select horizon,
      exists (select from found where at <= now() - interval '10 minutes') as "tooOld",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'txid', txid, 'type', type, 'appointmentId', appointment_id,
          'patientId', patient_id, 'doctorId', doctor_id, 'specialtyId', specialty_id, 'localDate', local_date,
          'siteId', coalesce((select site_id from appointment where appointment.id = appointment_id), (select site_id from schedule where schedule.id = schedule_id)),
          'slotId', coalesce((data ->> 'slotId')::bigint, (select slot_id from appointment where appointment.id = appointment_id)))
          order by txid, id)
        from found where at > now() - interval '10 minutes'
      ), '[]') as changes
    from snapshot`;
  return { changes: row.changes, horizon: row.horizon, missed: row.tooOld || row.changes.length === MOST };
}
