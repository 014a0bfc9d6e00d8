import { judgeRules, startTestServer } from '@vitalmed/db/testing';

/** Removes every rule of the database in turn; answers with the exit code. */
export async function mutateRules(say: (line: string) => void): Promise<number> {
  const server = await startTestServer();
  process.env.TEST_DATABASE_URL = server.url;
  try {
    const { rules, withoutCase, wrong, unnoticed } = await judgeRules();
    const survivors = [...withoutCase, ...new Set(unnoticed)];
    say(`${rules - survivors.length} of ${rules} rules of the database are noticed when they are removed.`);
    for (const name of survivors) say(`  SURVIVED ${name}`);
    for (const fault of wrong) say(`  WRONG    ${fault}`);
    return survivors.length + wrong.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}
