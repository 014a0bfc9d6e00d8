import { writeFileSync } from 'node:fs';
import { say, withNetwork } from '../database/with-network.ts';
import type { Options } from '../options.ts';
import { figuresByScenario } from '../report/json.ts';
import { table } from '../report/table.ts';
import { type Lab, openLab } from '../run/lab.ts';
import { measureLive } from '../run/live.ts';
import { measure, type Row } from '../run/measure.ts';
import { scenarios } from '../scenarios/index.ts';

/** Patients that a whole run may need at most. */
const patientsWanted = 20_000;

/** Exit code 1 when an invariant is broken or anything ended as it shouldn't; never for a time. */
export async function runScenarios(options: Options): Promise<number> {
  const { rows, notes } = await withNetwork(options, async (url, network) => {
    const lab = await openLab(url, network, {
      patientsWanted: options.quick ? 500 : patientsWanted,
      profileTo: options.profile,
      workerApart: options.workerApart,
    });
    try {
      return await everything(lab, options);
    } finally {
      await lab.close();
    }
  });
  console.log(table(rows));
  for (const note of notes) console.log(note);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figuresByScenario(rows), null, 2)}\n`);
  const faults = rows.flatMap((row) => row.faults);
  for (const fault of faults) console.error(`FAULT ${fault}`);
  return faults.length > 0 || rows.some(({ errors }) => errors > 0) ? 1 : 0;
}

async function everything(
  lab: Lab,
  { only, run, subscribers }: Options,
): Promise<{ rows: Row[]; notes: string[] }> {
  const rows: Row[] = [];
  const notes = [`Limits of bookings by ${lab.pgbench ?? 'the same driver without HTTP'}`];
  for (const scenario of scenarios.filter(({ name }) => name.toLowerCase().includes(only))) {
    for (const connections of run.connections) {
      say(`${scenario.name}, ${connections} connections: ${scenario.what}`);
      rows.push(await measure(lab, scenario, connections, run));
    }
  }
  const live = `${subscribers} live subscribers`;
  if (live.includes(only)) {
    say(`${live}: bookings at half the rate while they watch`);
    const { row, notes: more } = await measureLive(lab, subscribers, run);
    rows.push(row);
    notes.push(...more);
  }
  return { rows, notes };
}
