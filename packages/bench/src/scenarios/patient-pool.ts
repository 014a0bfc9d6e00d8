import type { Database } from '@vitalmed/db';
import type { Network } from '../generate/network.ts';
import { openSessions } from './sessions.ts';

export type PoolPatient = { patientId: string; cookie: string };

/** Patients with an account, signed in, who have nothing ahead and booked nothing within the hour. */
export type PatientPool = {
  readonly size: number;
  /**
   * The next `count` patients, nobody twice in a round. Between rounds their bookings are given back, so that the
   * product's limits on one patient leave them alone.
   *
   * @throws Error when there are too few
   */
  take(count: number): PoolPatient[];
};

/** With fewer, a round would be over before it measures anything. */
const fewest = 500;

export async function patientPool(db: Database, network: Network, wanted: number): Promise<PatientPool> {
  const rows = await db.sql<{ patientId: string; userId: string }[]>`
    select patient.id as "patientId", patient.user_id as "userId"
    from (select n * 2 as number from generate_series(1, ${network.patients / 2}) n order by bench.chance(n) limit ${wanted * 4}) chosen
    join patient on patient.id = bench.id('patient', number)
    where not exists (select from appointment where patient_id = patient.id and (starts_at > now() and status <> 'cancelled' or booked_at > now() - interval '1 hour'))
    limit ${wanted}`;
  if (rows.length < Math.min(wanted, fewest))
    throw new Error(`Only ${rows.length} patients are free to book: an earlier run was cut off; add --fresh`);
  const cookies = await openSessions(
    db,
    'patient',
    rows.map(({ userId }) => userId),
  );
  const patients = rows.map(({ patientId }, n) => ({ patientId, cookie: cookies[n] ?? '' }));
  let taken = 0;
  return {
    size: patients.length,
    take(count) {
      if (count > patients.length)
        throw new Error(
          `${patients.length} free patients are too few: take a larger --scale or fewer --seconds`,
        );
      const from = taken % patients.length;
      taken += count;
      return [
        ...patients.slice(from, from + count),
        ...patients.slice(0, Math.max(0, from + count - patients.length)),
      ];
    },
  };
}
