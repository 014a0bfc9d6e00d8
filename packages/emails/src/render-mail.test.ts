import { describe, expect, it } from 'vitest';
import type { MailKind, MailOf, RenderMail } from './port.ts';
import { renderMail as renderFrom } from './render-mail.ts';
import { appointmentInMail, everyMail, organizer } from './testing/mail-content.ts';

const renderMail: RenderMail = (content, locale) => renderFrom(content, locale, organizer);

function mailOf<K extends MailKind>(kind: K, mails = everyMail()): MailOf<K> {
  const found = mails.find((mail): mail is MailOf<K> => mail.kind === kind);
  if (!found) throw new Error(`No ${kind} among the fixtures`);
  return found;
}

describe('the mail of a booked appointment', () => {
  it('says when, with whom and where, as a person would', async () => {
    const { subject, html, text } = await renderMail(mailOf('appointment-booked'), 'es-AR');
    expect(subject).toBe('Tu turno: martes 4 de agosto, 9:20 h, con Dr. Juan Pérez');
    for (const part of [html.replaceAll('\u00a0', ' '), text]) {
      expect(part).toContain('martes 4 de agosto, 9:20 h');
      expect(part).toContain('Cardiología');
      expect(part).toContain('Sede Centro');
      expect(part).toContain('Av. Corrientes 1234, piso 3, Buenos Aires');
      expect(part).toContain('Consultorio 4');
      expect(part).toContain('https://maps.example/centro');
      expect(part).toContain('https://turnos.example/mis-turnos');
      expect(part).toContain('DNI');
    }
    expect(new Set(html.match(/lang="[^"]*"/g))).toEqual(new Set(['lang="es-AR"']));
  });

  it('is written in English for those who chose it', async () => {
    const { subject, text } = await renderMail(mailOf('appointment-booked'), 'en');
    expect(subject).toBe('Your appointment: Tuesday 4 August, 9:20, with Dr. Juan Pérez');
    expect(text).toContain('Your appointment is booked');
    expect(text).not.toMatch(/turno está|Cuándo/);
  });

  it('tells the time of the site, wherever the server runs', async () => {
    const mail = mailOf(
      'appointment-booked',
      everyMail(
        appointmentInMail({
          site: { ...appointmentInMail().site, timeZone: 'Asia/Kathmandu' },
        }),
      ),
    );
    expect((await renderMail(mail, 'es-AR')).subject).toContain('martes 4 de agosto, 18:05 h');
  });

  it('carries one calendar file', async () => {
    const { attachments } = await renderMail(mailOf('appointment-booked'), 'es-AR');
    expect(attachments.map(({ filename }) => filename)).toEqual(['turno.ics']);
    expect(attachments[0]?.contentType).toContain('method=PUBLISH');
  });
});

describe('the mail of a cancelled appointment', () => {
  it('says why in words and takes the event out of the calendar', async () => {
    const { text, attachments } = await renderMail(mailOf('appointment-cancelled'), 'es-AR');
    expect(text).toContain('El profesional no va a poder atender');
    expect(text).toContain('Tuvimos que cancelar');
    expect(attachments[0]?.content).toContain('METHOD:CANCEL');
  });

  it('does not apologise to whoever cancelled it', async () => {
    const mail = { ...mailOf('appointment-cancelled'), byPatient: true, reason: 'cannot-attend' } as const;
    const { text } = await renderMail(mail, 'es-AR');
    expect(text).toContain('Cancelaste este turno');
    expect(text).not.toContain('Disculpá');
  });

  it('says that it was asked for when the desk did it for the patient', async () => {
    const { text } = await renderMail(
      { ...mailOf('appointment-cancelled'), reason: 'patient-request' },
      'es-AR',
    );
    expect(text).toContain('como nos pediste');
    expect(text).not.toContain('Disculpá');
  });
});

describe('the mail of a moved appointment', () => {
  it('tells the new and the old time and has one file that corrects the calendar', async () => {
    const { text, attachments } = await renderMail(mailOf('appointment-rescheduled'), 'es-AR');
    expect(text).toContain('miércoles 5 de agosto, 15:00 h');
    expect(text).toContain('martes 4 de agosto, 9:20 h');
    const before = await renderMail(mailOf('appointment-booked'), 'es-AR');
    const uidOf = (file?: string) => /^UID:(.+)$/m.exec(file ?? '')?.[1];
    expect(attachments).toHaveLength(1);
    expect(uidOf(attachments[0]?.content)).toBe(uidOf(before.attachments[0]?.content));
    expect(attachments[0]?.content).toContain('METHOD:PUBLISH');
    expect(attachments[0]?.content).toContain('SEQUENCE:1');
  });

  it('says who moved it', async () => {
    const byClinic = await renderMail(mailOf('appointment-rescheduled'), 'es-AR');
    expect(byClinic.text).toContain('Tuvimos que cambiar tu turno');
    const byPatient = { ...mailOf('appointment-rescheduled'), byPatient: true };
    expect((await renderMail(byPatient, 'es-AR')).text).toContain('Cambiaste tu turno');
  });

  it('says what else became another, and only that', async () => {
    const same = await renderMail(mailOf('appointment-rescheduled'), 'es-AR');
    expect(same.text.match(/Cardiología/g)).toHaveLength(1);
    const mail = mailOf('appointment-rescheduled');
    const { site } = mail.after;
    const other = {
      doctor: 'Dra. Ana Gómez',
      specialty: 'Clínica médica',
      site: { ...site, name: 'Sede Belgrano' },
    };
    const { text } = await renderMail({ ...mail, after: { ...mail.after, ...other } }, 'es-AR');
    for (const gone of ['Dr. Juan Pérez', 'Cardiología', 'Sede Centro, Consultorio 4'])
      expect(text).toContain(gone);
  });
});

describe('every mail', () => {
  it.each(everyMail())('$kind is the same, byte for byte, when it is rendered again', async (mail) => {
    expect(await renderMail(mail, 'es-AR')).toEqual(await renderMail(mail, 'es-AR'));
  });

  it.each(everyMail())('$kind has a subject, a plain part and no script in both languages', async (mail) => {
    for (const locale of ['es-AR', 'en'] as const) {
      const { subject, html, text } = await renderMail(mail, locale);
      expect(subject.length).toBeGreaterThan(10);
      expect(text.length).toBeGreaterThan(80);
      expect(text).not.toMatch(/<\/?(p|td|a|span)\b/);
      expect(html).not.toMatch(/<script|javascript:|https?:\/\/(fonts|cdn)/i);
    }
  });

  it('lets nobody write markup, headers or hidden characters into it', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&\r\nBcc: all@example.com\u0000\u202egnp';
    const appointment = appointmentInMail({
      doctor: hostile,
      specialty: hostile,
      room: hostile,
      site: {
        ...appointmentInMail().site,
        name: hostile,
        address: hostile,
        city: hostile,
        mapUrl: 'javascript:alert(1)',
      },
    });
    for (const mail of everyMail(appointment, hostile)) {
      const { subject, html, text } = await renderMail(mail, 'es-AR');
      expect(subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(html).not.toContain('<img');
      expect(html).not.toContain('javascript:');
      expect(html).not.toContain('\u202e');
      expect(text).not.toMatch(/^Bcc:/m);
    }
  });

  it('keeps the token of a reset link in the fragment, which no server sees', async () => {
    const { html, text } = await renderMail(mailOf('password-reset'), 'es-AR');
    expect(html).toContain('href="https://turnos.example/restablecer#t=abc.def"');
    expect(text).toContain('https://turnos.example/restablecer#t=abc.def');
  });
});
