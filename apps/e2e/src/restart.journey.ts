import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { confirmBooking, signUp } from './portal.ts';

/** The server is stopped in order and started again while people look at it: nobody else shares it. */
test.use({ productName: 'restarted' });

const reconnectedWithinMs = 30_000;

const martin = {
  firstName: 'Martín',
  lastName: 'Quiroga',
  documentNumber: '36777888',
  phone: '011 4777-8901',
  email: 'martin.quiroga@example.com',
};

test('a search goes on hearing of changes after the server was restarted, and complains of nothing', async ({
  open,
  product,
}) => {
  const taking = await open('portal');
  await signUp(taking, martin);
  const watching = await open('portal', { path: `/?primero=si&desde=${nextMonday()}` });
  const hours = watching.getByRole('link', { name: /^\S+ \d+ de \S+, \d/ });
  const hour = (await hours.first().getAttribute('href')) ?? '';
  const stands = watching.waitForRequest(/slots[.]changes/);
  await watching.reload();
  await stands;

  await product.letTimePass(0);
  await taking.goto(hour);
  await confirmBooking(taking);
  await expect(watching.locator(`a[href="${hour}"]`)).toHaveCount(0, { timeout: reconnectedWithinMs });
  await expect(watching.getByRole('alert')).toHaveCount(0);
});
