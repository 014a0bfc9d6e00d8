import { createTestDatabase } from '@vitalmed/db/testing';
import { expect, it } from 'vitest';
import { NotOurDatabase, ownDatabase } from './own-database.ts';

it('refuses a database that holds tables without the mark, and changes nothing in it', async () => {
  const somebodys = await createTestDatabase();
  await somebodys.db.sql`insert into specialty (name, slug) values ('Cardiología', 'cardiologia')`;
  const name = new URL(somebodys.url).pathname.slice(1);
  const recipe = { scale: 'small', seed: 1, baseDate: '2026-08-04' } as const;
  await expect(ownDatabase(somebodys.url, { name, recipe, fresh: true })).rejects.toThrow(NotOurDatabase);
  expect(await somebodys.db.sql`select name from specialty`).toEqual([{ name: 'Cardiología' }]);
  await somebodys.drop();
});
