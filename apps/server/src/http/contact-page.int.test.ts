import { createTestDatabase, givenSite, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactPage } from './contact-page.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await givenSite(test.db, { name: 'Sede Norte', phone: '+543514223344', whatsapp: '+5493515551234' });
  await givenSite(test.db, { name: 'Sede <b>Sur</b>', mapUrl: 'javascript:alert(1)' });
  await givenSite(test.db, { name: 'Sede cerrada', active: false });
});
afterAll(() => test.drop());

async function pageIn(language: string): Promise<string> {
  const answer = await contactPage({ db: test.db, clock: () => new Date() }).request('/contacto', {
    headers: { 'accept-language': language },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('the page of who can’t run the portal', () => {
  it('has each site’s telephone and WhatsApp, ready to be pressed, without a script', async () => {
    const page = await pageIn('es-AR');
    expect(page).toContain('<html lang="es-AR">');
    expect(page).toContain('<a href="tel:+543514223344">Tel. 351 422-3344</a>');
    expect(page).toContain('<a href="https://wa.me/5493515551234">WhatsApp 351 555-1234</a>');
    expect(page).not.toContain('<script');
  });

  it('says nothing of a site that is closed, and takes what somebody typed as text', async () => {
    const page = await pageIn('es-AR');
    expect(page).not.toContain('Sede cerrada');
    expect(page).toContain('Sede &lt;b&gt;Sur&lt;/b&gt;');
    expect(page).not.toContain('javascript:');
  });

  it('speaks English to who asks for it', async () => {
    expect(await pageIn('en-GB,en;q=0.8')).toContain('how to call us');
  });
});
