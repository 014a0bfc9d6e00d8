import { render, toPlainText } from 'react-email';
import { plainAppointment, plainLine } from './plain-line.ts';
import type { Locale, MailContent, Organizer, RenderedMail } from './port.ts';
import { alreadyRegistered } from './templates/already-registered.tsx';
import { appointmentBooked } from './templates/appointment-booked.tsx';
import { appointmentCancelled } from './templates/appointment-cancelled.tsx';
import { appointmentRescheduled } from './templates/appointment-rescheduled.tsx';
import { fileCode } from './templates/file-code.tsx';
import { fileNews } from './templates/file-news.tsx';
import type { Letter } from './templates/letter.ts';
import { passwordReset } from './templates/password-reset.tsx';
import { signUpCode } from './templates/sign-up-code.tsx';

/** The same content and locale always give the same mail, byte for byte: a retry is the mail that was tried. */
export async function renderMail(
  content: MailContent,
  locale: Locale,
  organizer: Organizer,
): Promise<RenderedMail> {
  const { subject, body, attachments } = letterFor(content, locale, organizer);
  const html = await render(body);
  const text = toPlainText(html, {
    wordwrap: 76,
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    ],
  });
  return { subject: plainLine(subject), html, text: text.replaceAll('\u00a0', ' '), attachments };
}

/** What somebody typed is made harmless here, once, before any wording. */
function letterFor(content: MailContent, locale: Locale, organizer: Organizer): Letter {
  switch (content.kind) {
    case 'sign-up-code':
      return signUpCode(content, locale);
    case 'already-registered':
      return alreadyRegistered(content, locale);
    case 'password-reset':
      return passwordReset(content, locale);
    case 'file-code':
      return fileCode(content, locale);
    case 'account-linked':
    case 'document-verified':
      return fileNews(content, locale);
    case 'appointment-booked':
    case 'appointment-cancelled': {
      const patientName = plainLine(content.patientName);
      const appointment = plainAppointment(content.appointment);
      return content.kind === 'appointment-booked'
        ? appointmentBooked({ ...content, patientName, appointment }, locale, organizer)
        : appointmentCancelled({ ...content, patientName, appointment }, locale, organizer);
    }
    case 'appointment-rescheduled': {
      const patientName = plainLine(content.patientName);
      const [before, after] = [plainAppointment(content.before), plainAppointment(content.after)];
      return appointmentRescheduled({ ...content, patientName, before, after }, locale, organizer);
    }
    default:
      return content satisfies never;
  }
}
