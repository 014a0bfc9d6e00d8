import { generateOnly } from './commands/generate.ts';
import { printGrowth } from './commands/growth.ts';
import { printMicro } from './commands/micro.ts';
import { printPlans } from './commands/plans.ts';
import { runScenarios } from './commands/run.ts';
import { NotOurDatabase } from './database/own-database.ts';
import { say } from './database/with-network.ts';
import { type Options, readOptions } from './options.ts';
import { endOnSignals, isEnding } from './work/ending.ts';

function command(options: Options): Promise<number> {
  switch (options.command) {
    case 'run':
      return runScenarios(options);
    case 'generate':
      return generateOnly(options);
    case 'plans':
      return printPlans(options);
    case 'growth':
      return printGrowth(options);
    case 'micro':
      return printMicro(options);
    default:
      return options.command satisfies never;
  }
}

const read = readOptions(process.argv.slice(2), new Date());
if (!read.ok) {
  (read.help ? process.stdout : process.stderr).write(`${read.text}\n`);
  process.exitCode = read.help ? 0 : 2;
} else {
  endOnSignals(say);
  try {
    process.exitCode = await command(read.options);
  } catch (error) {
    if (error instanceof NotOurDatabase) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else if (!isEnding()) {
      throw error;
    }
  }
}
