import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, givenAppointment, type TestDatabase } from '../testing/index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const unixMs = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

it('gives messages identities of version 7, which begin with the time of writing and are never the same', async () => {
  const { sql } = test.db;
  const { id: appointmentId } = await givenAppointment(test.db);
  const clock = async () => {
    const [row] = await sql<
      [{ ms: number }]
    >`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
    return row.ms;
  };
  const before = await clock();
  const rows = await sql<{ id: string }[]>`
    insert into notification (kind, recipient, appointment_id, revision)
    select 'appointment-booked', 'ana@example.test', ${appointmentId}, 0 from generate_series(1, 500) returning id`;
  const after = await clock();
  expect(new Set(rows.map(({ id }) => id)).size).toBe(500);
  for (const { id } of rows) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(unixMs(id)).toBeGreaterThanOrEqual(Math.floor(before));
    expect(unixMs(id)).toBeLessThanOrEqual(after);
  }
});
