import { writeFileSync } from 'node:fs';
import { say, withNetwork } from '../database/with-network.ts';
import type { Options } from '../options.ts';
import { figuresByScenario } from '../report/json.ts';
import { columns, table } from '../report/table.ts';
import { judged } from '../report/targets.ts';
import { type DatabaseTail, measureDatabaseTail } from '../run/database-tail.ts';
import { type Lab, openLab } from '../run/lab.ts';
import { type LiveFigures, measureLive } from '../run/live.ts';
import { measureInTurn, type Row, warmUp } from '../run/measure.ts';
import { scenarios } from '../scenarios/index.ts';
import { firstFifty, slotById } from '../scenarios/searching.ts';
import type { Scenario } from '../scenarios/world.ts';

/** Patients that a whole run may need at most. */
const patientsWanted = 20_000;

/** Exit code 1 when an invariant is broken or anything ended as it shouldn't; never for a time. */
export async function runScenarios(options: Options): Promise<number> {
  const { rows, live, tail, limits } = await withNetwork(options, async (url, network) => {
    const lab = await openLab(url, network, {
      patientsWanted: options.quick ? 500 : patientsWanted,
      profileTo: options.profile,
      workerApart: options.workerApart,
      servers: options.servers,
    });
    try {
      return await everything(lab, options);
    } finally {
      await lab.close();
    }
  });
  console.log(table(rows));
  console.log(limits);
  const targets = judged(rows, { live, tail });
  if (targets.length > 0) console.log(`\n${columns(['wanted', 'measured', ''], targets)}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figuresByScenario(rows), null, 2)}\n`);
  const faults = rows.flatMap((row) => row.faults);
  for (const fault of faults) console.error(`FAULT ${fault}`);
  return faults.length > 0 || rows.some(({ errors }) => errors > 0) ? 1 : 0;
}

type Report = { rows: Row[]; live: LiveFigures | null; tail: DatabaseTail | null; limits: string };

async function everything(lab: Lab, { wanted, run, subscribers, quick }: Options): Promise<Report> {
  const rows: Row[] = [];
  const limits = `Limits of bookings by ${lab.pgbench ?? 'the same driver without HTTP'}`;
  let tail: DatabaseTail | null = null;
  for (const group of inGroups(scenarios.filter(({ name }) => wanted(name)))) {
    if (!quick) for (const scenario of group) await warmUp(lab, scenario, run);
    for (const connections of run.connections) {
      for (const { name, what } of group) say(`${name}, ${connections} connections: ${what}`);
      rows.push(...(await measureInTurn(lab, group, connections, run)));
    }
    if (!quick && group.includes(firstFifty)) tail = await measureDatabaseTail(lab, run);
  }
  const name = `${subscribers} live subscribers`;
  if (!wanted(name)) return { rows, live: null, tail, limits };
  say(`${name}: bookings at half the rate while they watch`);
  const { row, live } = await measureLive(lab, subscribers, run);
  return { rows: [...rows, row], live, tail, limits };
}

/** The search is judged by the key's select: they run in turn. Every other scenario runs by itself. */
const compared: readonly Scenario[] = [slotById, firstFifty];

function inGroups(list: readonly Scenario[]): Scenario[][] {
  const inTurn = list.filter((scenario) => compared.includes(scenario));
  return list.flatMap((scenario) => {
    if (scenario === inTurn[0]) return [inTurn];
    return inTurn.includes(scenario) ? [] : [[scenario]];
  });
}
