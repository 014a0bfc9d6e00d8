import { readablePhone, telUrl, webUrl, whatsAppUrl } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import { type Locale, m } from '@vitalmed/i18n';
import { type CatalogView, sitesOnTheDoor } from '@vitalmed/services';
import { Hono } from 'hono';
import { html } from 'hono/html';

/**
 * Where the clinic is and how to call it, for whom the portal doesn't run: a page without any script and any other file,
 * so that the colours of the design's tokens stand here once more.
 */
export function contactPage({ db, clock }: { db: Database; clock: () => Date }): Hono {
  const app = new Hono();
  app.get('/contacto', async (c) => {
    const locale: Locale = /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'es-AR';
    const sites = await sitesOnTheDoor(db, clock());
    c.header('cache-control', 'public, max-age=300');
    c.header('vary', 'accept-language');
    return c.html(html`<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${m.contact_title({}, { locale })} · Vitalmed Turnos</title>
  <style>
    :root { --canvas: #f2f5f0; --surface: #fff; --line: #d3dcd2; --ink: #14251e; --muted: #4a5d53; --brand: #115042; }
    @media (prefers-color-scheme: dark) {
      :root { --canvas: #0e1714; --surface: #16211d; --line: #2d3d36; --ink: #e9f1ec; --muted: #a6b8af; --brand: #93d9bf; }
    }
    body { margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; background: var(--canvas); color: var(--ink);
      font: 1.0625rem/1.6 system-ui, sans-serif; }
    h1 { margin: 0 0 1.5rem; font-size: 1.75rem; line-height: 1.25; } h2 { margin: 0; font-size: 1.25rem; line-height: 1.3; }
    p { margin: 0; color: var(--muted); }
    section { margin-bottom: 1rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
    a { display: inline-block; padding: 0.6rem 0; margin-right: 1.25rem; color: var(--brand); font-weight: 600; }
  </style>
</head>
<body>
  <h1>${m.contact_title({}, { locale })}</h1>
  ${sites.map((site) => siteOf(site, locale))}
  <p><a href="/">${m.contact_book({}, { locale })}</a></p>
</body>
</html>`);
  });
  return app;
}

function siteOf(
  { name, address, city, phone, whatsapp, mapUrl }: CatalogView['sites'][number],
  locale: Locale,
) {
  const chat = whatsapp && whatsAppUrl(whatsapp);
  const map = webUrl(mapUrl);
  return html`<section><h2>${name}</h2>
  <p>${address}, ${city}</p>
  <p>${phone ? html`<a href="${telUrl(phone)}">${m.contact_phone({}, { locale })} ${readablePhone(phone)}</a>` : ''}
  ${whatsapp && chat ? html`<a href="${chat}">WhatsApp ${readablePhone(whatsapp)}</a>` : ''}
  ${map ? html`<a href="${map}">${m.contact_map({}, { locale })}</a>` : ''}</p></section>`;
}
