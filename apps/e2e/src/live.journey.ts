import { nextMonday } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { confirmBooking, signUp } from './portal.ts';

/** Has no turno yet that could forbid another at the same hour. */
const carla = {
  firstName: 'Carla',
  lastName: 'Ibáñez',
  documentNumber: '35666777',
  phone: '011 4666-7890',
  email: 'carla.ibanez@example.com',
};

test('an hour that somebody else takes leaves the search, also while the page is still about to listen', async ({
  open,
}) => {
  const watching = await open('portal');
  const hours = watching.getByRole('link', { name: /^\S+ \d+ de \S+, \d/ });
  const hourAt = (path: string) => watching.locator(`a[href="${path}"]`);
  const taking = await open('portal');
  await signUp(taking, carla);
  const take = async (path: string) => {
    await taking.goto(path);
    await confirmBooking(taking);
  };

  let listen = () => {};
  const held = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await watching.route('**/slots.changes*', async (route) => {
    await held;
    await route.continue();
  });
  await watching.goto(`/?primero=si&desde=${nextMonday()}`);
  const before = (await hours.first().getAttribute('href')) ?? '';
  await take(before);
  await expect(hourAt(before)).toBeVisible();
  listen();
  await expect(hourAt(before)).toHaveCount(0);

  const after = (await hours.last().getAttribute('href')) ?? '';
  await take(after);
  await expect(hourAt(after)).toHaveCount(0);
});
