import { expectAccessible } from './accessibility.ts';
import { bookForNewPatient, cell, panel, prepareOpening } from './backoffice.ts';
import { instantOf, nextMonday, spoken } from './calendar.ts';
import { expect, test } from './fixtures.ts';
import { doctor, patient, secretary, signInStaff } from './people.ts';
import { chooseDay, confirmBooking, searchFor, signInPatient, signUp } from './portal.ts';
import { pressAtTheSameInstant } from './same-instant.ts';

const PEREZ = 'Dr. Juan Pérez';
const ana = {
  firstName: 'Ana',
  lastName: 'Quiñones',
  documentNumber: '33444555',
  phone: '011 4555-1234',
  email: 'ana.quinones@example.com',
};
const bruno = {
  firstName: 'Bruno',
  lastName: 'Ñancupil',
  documentNumber: '30111222',
  phone: '011 4777-4321',
};
const monday = nextMonday();

test.use({ productName: 'clinic-day' });

test('a clinic lives a whole day, from opening the agenda to the history of a cancelled turno', async ({
  open,
  product,
}) => {
  test.setTimeout(240_000);

  await test.step('1. The secretary opens the coming Monday of Dr. Pérez', async () => {
    const desk = await open('backoffice');
    await expect(desk.getByRole('heading', { name: 'Ingresá con tu cuenta' })).toBeVisible();
    await expectAccessible(desk, "the backoffice's door");
    await signInStaff(desk, secretary);
    await prepareOpening(desk, { doctor: PEREZ, date: monday, from: '09:00', to: '12:00' });
    const preview = desk.getByRole('region', { name: 'Vista previa' });
    await expect(preview.getByRole('status')).toHaveText('9 turnos en total');
    await expectAccessible(desk, 'the opening of an agenda');
    await preview.getByRole('button', { name: 'Abrir 9 turnos' }).click();
    await preview.getByRole('link', { name: 'Ver en la agenda' }).click();
    await expect(cell(desk, '9:00', PEREZ)).toHaveAccessibleName(/Libre/);
    await expect(cell(desk, '11:40', PEREZ)).toHaveAccessibleName(/Libre/);
    await expectAccessible(desk, 'the agenda of a day');
  });

  const portal = await test.step('2. Ana signs up, searches and books the first hour', async () => {
    const page = await open('portal');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, "the portal's home");
    await signUp(page, ana);
    await searchFor(page, 'Cardiología');
    await chooseDay(page, monday);
    await expectAccessible(page, 'the search results');
    await page.getByRole('link', { name: new RegExp(`^${spoken(monday)}, 9:00 h, ${PEREZ}`) }).click();
    await expect(page.getByRole('heading', { name: 'Confirmá tu turno' })).toBeVisible();
    await expectAccessible(page, 'the confirmation of a turno');
    await confirmBooking(page);
    await expect(page.getByRole('main')).toContainText(PEREZ);
    await expectAccessible(page, 'the booked turno');
    return page;
  });

  await test.step('3. The mail arrives with date, hour, doctor, place and a calendar file', async () => {
    const mailbox = await open('portal', { path: `/mailbox?to=${ana.email}` });
    const mail = mailbox.getByRole('link', { name: /turno/i }).first();
    await expect(async () => {
      await mailbox.reload();
      await expect(mail).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(mailbox, 'the mailbox');
    await mail.click();
    const letter = mailbox.frameLocator('iframe').locator('body');
    for (const words of [spoken(monday), '9:00', PEREZ, 'Cardiología'])
      await expect(letter).toContainText(new RegExp(words, 'i'));
    const download = mailbox.waitForEvent('download');
    await mailbox.getByRole('link', { name: /[.]ics/ }).click();
    const calendar = await (await (await download).createReadStream()).toArray();
    expect(Buffer.concat(calendar).toString()).toMatch(
      new RegExp(`DTSTART[^\\n]*${monday.replaceAll('-', '')}T`),
    );
  });

  await test.step('4. Bruno stands at the desk without an e-mail address and gets the next hour', async () => {
    const desk = await open('backoffice', { path: `/?fecha=${monday}` });
    await signInStaff(desk, secretary);
    await expect(cell(desk, '9:00', PEREZ)).toHaveAccessibleName(/Reservado, Quiñones, Ana/);
    await cell(desk, '9:20', PEREZ).click();
    await bookForNewPatient(desk, bruno);
    await expect(cell(desk, '9:20', PEREZ)).toHaveAccessibleName(/Reservado, Ñancupil, Bruno/);
    await expectAccessible(desk, 'the agenda with a turno open beside it');
  });

  const now = instantOf(monday, '09:02');
  await product.letTimePass(now - Date.now());

  const desk =
    await test.step('5. On Monday Dr. Pérez attends Ana, and the desk watches it happen', async () => {
      const agenda = await open('backoffice', { path: '/', at: now });
      await signInStaff(agenda, secretary);
      await expect(cell(agenda, '9:00', PEREZ)).toHaveAccessibleName(/Reservado, Quiñones, Ana/);

      const consultingRoom = await open('doctor', { at: now });
      await expectAccessible(consultingRoom, "the doctors' door");
      await signInStaff(consultingRoom, doctor);
      await expect(consultingRoom.getByText('Ñancupil, Bruno')).toBeVisible();
      await consultingRoom.getByRole('button', { name: 'Llegó: Quiñones, Ana' }).click();
      await expect(cell(agenda, '9:00', PEREZ)).toHaveAccessibleName(/En sala de espera, Quiñones, Ana/);
      await expectAccessible(consultingRoom, "the doctor's day");
      await consultingRoom.getByRole('button', { name: 'Hacer pasar: Quiñones, Ana' }).click();
      await consultingRoom.getByRole('button', { name: 'Terminar: Quiñones, Ana' }).click();
      await expect(consultingRoom.getByRole('region', { name: /Listos/ })).toContainText('Quiñones, Ana');
      await expect(cell(agenda, '9:00', PEREZ)).toHaveAccessibleName(/Atendido, Quiñones, Ana/);

      const bruno = (command: string) =>
        consultingRoom.getByRole('button', { name: `${command}: Ñancupil, Bruno` });
      await consultingRoom.context().setOffline(true);
      await bruno('Llegó').press('Enter');
      await expect(
        consultingRoom
          .getByRole('alert')
          .filter({ hasText: 'No se guardó: Ñancupil, Bruno sigue como estaba' }),
      ).toBeVisible();
      await expect(consultingRoom.locator('[data-appointment]:focus-within')).toContainText(
        'Ñancupil, Bruno',
      );
      await expect(cell(agenda, '9:20', PEREZ)).toHaveAccessibleName(/Reservado, Ñancupil, Bruno/);
      await consultingRoom.context().setOffline(false);
      await bruno('Llegó').press('Enter');
      await expect(cell(agenda, '9:20', PEREZ)).toHaveAccessibleName(/En sala de espera, Ñancupil, Bruno/);
      const undo = consultingRoom.getByRole('button', { name: 'Deshacer' }).last();
      // What appears under the finger is deaf for a moment.
      await expect(undo).toBeEnabled();
      await undo.press('Enter');
      await expect(consultingRoom.locator(':focus')).toHaveCount(1);
      await expect(cell(agenda, '9:20', PEREZ)).toHaveAccessibleName(/Reservado, Ñancupil, Bruno/);
      return agenda;
    });

  await test.step('6. The secretary cancels the turno of Bruno; slot and history tell why', async () => {
    await cell(desk, '9:20', PEREZ).click();
    const turno = panel(desk);
    await turno.getByRole('button', { name: 'Cancelar turno' }).click();
    await turno.getByLabel('A pedido del paciente').check();
    await turno.getByLabel('Nota interna (opcional)').fill('Llamó su hija');
    await expectAccessible(desk, 'the cancelling of a turno');
    await turno.getByRole('button', { name: 'Cancelar el turno' }).click();
    await expect(cell(desk, '9:20', PEREZ)).toHaveAccessibleName(/cancelado: Ñancupil, Bruno/);
    const history = turno.getByRole('region', { name: 'Historia del turno' });
    await expect(history).toContainText('Canceló el turno · Lucía Benítez');
    await expect(history).toContainText('A pedido del paciente · “Llamó su hija”');
    await expectAccessible(desk, 'a cancelled turno');

    await portal.goto('/mis-turnos');
    await expect(portal.getByRole('heading', { name: 'Anteriores' })).toBeVisible();
    await expect(portal.getByRole('article').filter({ hasText: PEREZ })).toContainText('Atendido');
    await expectAccessible(portal, "a patient's turnos");
  });

  await test.step('7. Two patients press one slot at the same instant, and nobody leaves without a turno', async () => {
    const other = await open('portal', { at: now });
    await signInPatient(other, patient);
    const slot = portal.getByRole('link', { name: /^\S+ \d+ de \S+, \d/ }).first();
    await searchFor(portal, 'Cardiología');
    const path = (await slot.getAttribute('href')) ?? '';
    const both = [portal, other];
    for (const page of both) await page.goto(path);
    await pressAtTheSameInstant(both, 'appointments.book', (page) =>
      page.getByRole('button', { name: 'Reservar este turno' }).click(),
    );

    const won = (page: typeof other) => page.getByRole('heading', { name: '¡Listo! El turno es tuyo' });
    const lost = (page: typeof other) =>
      page.getByRole('heading', { name: 'Ese horario se acaba de ocupar' });
    for (const page of both) await expect(won(page).or(lost(page))).toBeVisible();
    const winners = await Promise.all(both.map((page) => won(page).isVisible()));
    expect(winners.filter(Boolean), 'exactly one of the two has it').toHaveLength(1);
    const loser = winners[0] ? other : portal;
    await expect(loser.getByRole('heading', { name: 'Los más cercanos que siguen libres' })).toBeVisible();
    await expectAccessible(loser, 'a slot that somebody else took');
    await loser
      .getByRole('button', { name: / de .*, Dra?[.] / })
      .first()
      .click();
    await confirmBooking(loser);
  });
});
