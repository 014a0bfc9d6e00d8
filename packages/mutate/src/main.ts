import { parseArgs } from 'node:util';
import { mutateRules } from './schema.ts';
import { mutateSql } from './sql/run.ts';

const HELP = `mutate schema|sql [options]

Takes one thing after the other out of the product, and tells what no test noticed (docs/reliability.md).
Exit code 1 when anything survived.

  schema           every constraint, trigger, index and filled-in column of the database
  sql              every condition of a where, on, having or when, and every write that nothing reads

  --only PART      only files whose path has that part
  --since COMMIT   only lines that were changed since
  --near           asks only the suites nearest to each statement
  --minutes N      stops after so long, and says how many were left out (60)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    since: { type: 'string' },
    near: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '60' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function main(): Promise<number> {
  switch (values.help ? null : positionals[0]) {
    case 'schema':
      return mutateRules(console.log);
    case 'sql': {
      const options = { ...values, minutes: Number(values.minutes) };
      const { tried, noticed, leftOut, survivors } = await mutateSql(options, console.log);
      console.log(`\n${noticed} of ${tried} noticed, ${leftOut} left out. Survivors:`);
      for (const { file, line, taken } of survivors) console.log(`  ${file}:${line} ${taken}`);
      return survivors.length === 0 ? 0 : 1;
    }
    default:
      console.log(HELP);
      return values.help ? 0 : 1;
  }
}

process.exitCode = await main();
