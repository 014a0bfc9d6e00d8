import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Page } from '@playwright/test';
import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { doctor, signInStaff } from './people.ts';
import { confirmBooking, signUp } from './portal.ts';

const lucia = {
  firstName: 'Lucía',
  lastName: 'Ferreyra',
  documentNumber: '36777888',
  phone: '011 4777-8901',
  email: 'lucia.ferreyra@example.com',
};

/** As many streams as one address or one account is given, and then one that is refused. */
async function crowd(url: string, cookie = ''): Promise<IncomingMessage[]> {
  const streams: IncomingMessage[] = [];
  for (let status: number | undefined = 200; status === 200; ) {
    const request = get(url, { headers: { accept: 'text/event-stream', cookie }, agent: false });
    const [stream] = (await once(request, 'response')) as [IncomingMessage];
    stream.on('error', () => undefined).resume();
    streams.push(stream);
    status = stream.statusCode;
    expect(streams.length).toBeLessThan(1_000);
  }
  expect(streams.at(-1)?.statusCode).toBe(429);
  return streams;
}

const stands = (page: Page, path: string) =>
  page.waitForResponse((response) => response.url().includes(path) && response.status() === 200, {
    timeout: 90_000,
  });

test('where too many listen from one address, the search stays true by asking, and listens when there is room', async ({
  open,
  product,
}) => {
  const taking = await open('portal');
  await signUp(taking, lucia);
  const streams = await crowd(`${product.portal}/trpc/slots.changes?input=%7B%7D`);
  const watching = await open('portal', { path: `/?primero=si&desde=${nextMonday()}` });
  const hours = watching.getByRole('link', { name: /^\S+ \d+ de \S+, \d/ });
  const path = (await hours.first().getAttribute('href')) ?? '';
  await taking.goto(path);
  await confirmBooking(taking);
  await expect(watching.locator(`a[href="${path}"]`)).toHaveCount(0, { timeout: 60_000 });
  await expect(hours.first()).toBeVisible();
  await expect(watching.getByRole('alert')).toHaveCount(0);

  const listens = stands(watching, 'slots.changes');
  for (const stream of streams) stream.destroy();
  await listens;
});

test('a doctor whose stream was refused has the day asked for, and listens when there is room', async ({
  open,
  product,
}) => {
  const page = await open('doctor');
  await signInStaff(page, doctor);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  // The page leaves first, or it would find its own place again.
  await page.goto('about:blank');
  const streams = await crowd(`${product.doctor}/trpc/day.changes`, cookie);
  const refused = page.waitForResponse((response) => response.url().includes('day.changes'));
  await page.goto('/');
  expect((await refused).status()).toBe(429);
  await stands(page, 'day.list');
  const listens = stands(page, 'day.changes');
  for (const stream of streams) stream.destroy();
  await listens;
});
