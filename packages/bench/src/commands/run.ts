import { writeFileSync } from 'node:fs';
import { say, withNetwork } from '../database/with-network.ts';
import type { Options } from '../options.ts';
import { figuresByScenario } from '../report/json.ts';
import { columns, table } from '../report/table.ts';
import { judged } from '../report/targets.ts';
import { type BadLine, badLine, measureBadLine } from '../run/bad-line.ts';
import { type DatabaseTail, measureDatabaseTail } from '../run/database-tail.ts';
import { type Lab, openLab } from '../run/lab.ts';
import { type LiveFigures, measureLive } from '../run/live.ts';
import { type MailStorm, mailStorm, measureMailStorm } from '../run/mail-storm.ts';
import { measureInTurn, type Row, warmUp } from '../run/measure.ts';
import { scenarios } from '../scenarios/index.ts';
import { firstFifty, slotById } from '../scenarios/searching.ts';
import type { Scenario } from '../scenarios/world.ts';

/** Patients that a whole run may need at most. */
const patientsWanted = 20_000;

/** Exit code 1 when an invariant is broken or anything ended as it shouldn't; never for a time. */
export async function runScenarios(options: Options): Promise<number> {
  const { rows, live, tail, limits, line, storm } = await withNetwork(options, async (url, network) => {
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
  for (const words of [lineInWords(line), stormInWords(storm)]) if (words) console.log(words);
  const targets = judged(rows, { live, tail, line });
  if (targets.length > 0) console.log(`\n${columns(['wanted', 'measured', ''], targets)}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figuresByScenario(rows), null, 2)}\n`);
  const faults = [...rows.flatMap((row) => row.faults), ...(line?.faults ?? []), ...(storm?.faults ?? [])];
  for (const fault of faults) console.error(`FAULT ${fault}`);
  return faults.length > 0 || rows.some(({ errors }) => errors > 0) ? 1 : 0;
}

function lineInWords(line: BadLine | null): string | null {
  if (!line) return null;
  const [p50, p95, most] = [line.p50Ms, line.p95Ms, line.maxMs].map((ms) => ms.toFixed(0));
  return (
    `\n${badLine}, ${line.doctors} doctors (${(line.readingBytes / 1000).toFixed(0)} kB, read in ${line.readingMs.toFixed(0)} ms): ` +
    `of ${line.inView} bookings in view and ${line.elsewhere} elsewhere ${line.seen} were seen, ` +
    `p50 ${p50} ms, p95 ${p95} ms, at most ${most} ms; ${(line.bytesPerSecond / 1000).toFixed(1)} kB a second`
  );
}

function stormInWords(storm: MailStorm | null): string | null {
  if (!storm) return null;
  return (
    `\n${mailStorm}: ${storm.bookings} bookings in ${storm.stormSeconds.toFixed(1)} s, ${storm.mails} mails, ` +
    `${storm.mailsPerSecond.toFixed(0)} a second; the last left ${storm.drainSeconds.toFixed(1)} s after the last booking`
  );
}

type Report = {
  rows: Row[];
  live: LiveFigures | null;
  tail: DatabaseTail | null;
  limits: string;
  line: BadLine | null;
  storm: MailStorm | null;
};

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
  let live: LiveFigures | null = null;
  const name = `${subscribers} live subscribers`;
  if (wanted(name)) {
    say(`${name}: bookings at half the rate while they watch`);
    const measured = await measureLive(lab, subscribers, run);
    rows.push(measured.row);
    live = measured.live;
  }
  return { rows, live, tail, limits, ...(await aroundBookings(lab, { wanted, run, quick })) };
}

/** What isn't a rate beside a limit. */
async function aroundBookings(lab: Lab, { wanted, run, quick }: Pick<Options, 'wanted' | 'run' | 'quick'>) {
  let storm: MailStorm | null = null;
  let line: BadLine | null = null;
  if (wanted(mailStorm)) {
    say(`${mailStorm}: how long until the last has left`);
    storm = await measureMailStorm(lab, run);
  }
  if (wanted(badLine) && !quick) {
    say(`${badLine}: what others book is seen in Chromium`);
    line = await measureBadLine(lab);
    if (!line) say('no Chromium here');
  }
  return { storm, line };
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
