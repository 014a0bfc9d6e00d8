import type { KeptMail } from '@vitalmed/emails';
import { formatDateTimeShort } from '@vitalmed/i18n';
import { html } from 'hono/html';

type Markup = ReturnType<typeof html>;

const timeZone = 'America/Argentina/Buenos_Aires';

function page(title: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="es-AR">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Correo local</title>
  <link rel="stylesheet" href="/mailbox/style.css">
</head>
<body>${content}</body>
</html>`;
}

export function listView(mails: KeptMail[], to: string | undefined): Markup {
  return page(
    'Mensajes',
    html`<header>
      <h1><a href="/mailbox">Correo local</a></h1>
      <p>Lo que el sistema mandaría por correo. Solo existe en desarrollo y en la demostración.</p>
    </header>
    <main>
      <form method="get" action="/mailbox" role="search">
        <label for="to">Destinatario</label>
        <input id="to" name="to" type="search" value="${to ?? ''}" autocomplete="off" spellcheck="false">
        <button>Filtrar</button>
      </form>
      ${mails.length > 0 ? mailList(mails) : empty(to)}
    </main>`,
  );
}

function mailList(mails: KeptMail[]): Markup {
  return html`<ol class="mails">${mails.map(
    (mail) => html`<li><a href="/mailbox/${mail.id}">
      <span class="subject">${mail.subject}</span>
      <span class="meta">Para ${mail.to} · ${sentAt(mail)}${mail.attachments.length > 0 ? attachmentCount(mail) : ''}</span>
    </a></li>`,
  )}</ol>`;
}

function attachmentCount({ attachments: { length } }: KeptMail): string {
  return length === 1 ? ' · 1 adjunto' : ` · ${length} adjuntos`;
}

function empty(to: string | undefined): Markup {
  return to
    ? html`<p class="empty">No hay mensajes para “${to}”. <a href="/mailbox">Ver todos</a></p>`
    : html`<p class="empty">Todavía no hay mensajes. Sacá un turno o creá una cuenta y aparecen acá.</p>`;
}

export function mailView(mail: KeptMail): Markup {
  return page(
    mail.subject,
    html`<header>
      <p><a href="/mailbox">← Todos los mensajes</a></p>
      <h1>${mail.subject}</h1>
      <p>Para <a href="/mailbox?to=${encodeURIComponent(mail.to)}">${mail.to}</a> · ${sentAt(mail)}</p>
    </header>
    <main>
      ${mail.attachments.length > 0 ? attachmentList(mail) : ''}
      <iframe title="Mensaje" srcdoc="${mail.html}" referrerpolicy="no-referrer"
        sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
      <h2 id="text">Versión en texto</h2>
      <pre tabindex="0" role="region" aria-labelledby="text">${mail.text}</pre>
    </main>`,
  );
}

function attachmentList({ id, attachments }: KeptMail): Markup {
  return html`<h2>Adjuntos</h2>
    <ul>${attachments.map(
      ({ filename }, n) => html`<li><a href="/mailbox/${id}/attachments/${n}" download>${filename}</a></li>`,
    )}</ul>`;
}

export function missingView(): Markup {
  return page(
    'No está',
    html`<main><h1>Ese mensaje no está</h1><p><a href="/mailbox">Ver todos los mensajes</a></p></main>`,
  );
}

function sentAt(mail: KeptMail): Markup {
  return html`<time datetime="${mail.sentAt}">${formatDateTimeShort(mail.sentAt, timeZone, { locale: 'es-AR' })}</time>`;
}
