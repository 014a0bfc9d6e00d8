import type { AppointmentInMail, MailContent, Organizer } from '../port.ts';

/** The clinic, as the sender of its mails. */
export const organizer: Organizer = { name: 'Vitalmed Turnos', email: 'turnos@clinic.example' };

/** An appointment on a Tuesday at 9:20 in Buenos Aires; tests change what they are about. */
export function appointmentInMail(overrides: Partial<AppointmentInMail> = {}): AppointmentInMail {
  return {
    calendarId: '0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01',
    revision: 0,
    startsAt: new Date('2026-08-04T12:20:00Z'),
    endsAt: new Date('2026-08-04T12:40:00Z'),
    doctor: 'Dr. Juan Pérez',
    specialty: 'Cardiología',
    site: {
      name: 'Sede Centro',
      address: 'Av. Corrientes 1234, piso 3',
      city: 'Buenos Aires',
      mapUrl: 'https://maps.example/centro',
      timeZone: 'America/Argentina/Buenos_Aires',
      phone: '+541148765432',
      whatsapp: '+5491148765433',
    },
    room: 'Consultorio 4',
    ...overrides,
  };
}

const writtenAt = new Date('2026-07-28T15:00:00Z');
const appointmentsUrl = 'https://turnos.example/mis-turnos';

/** One mail of each kind. */
export function everyMail(appointment = appointmentInMail(), patientName = 'Martina'): MailContent[] {
  return [
    { kind: 'sign-up-code', code: '042917', expiresInMinutes: 30 },
    {
      kind: 'already-registered',
      signInUrl: 'https://turnos.example/ingresar',
      resetUrl: 'https://turnos.example/recuperar',
    },
    {
      kind: 'password-reset',
      resetUrl: 'https://turnos.example/restablecer#t=abc.def',
      expiresInMinutes: 60,
    },
    { kind: 'file-code', code: '042917', account: 'm…@g…', expiresInMinutes: 30 },
    { kind: 'account-linked', appointmentsUrl },
    { kind: 'document-verified', appointmentsUrl },
    { kind: 'appointment-booked', patientName, appointment, appointmentsUrl, writtenAt },
    {
      kind: 'appointment-cancelled',
      patientName,
      appointment: { ...appointment, revision: 1 },
      reason: 'doctor-absent',
      byPatient: false,
      searchUrl: 'https://turnos.example/',
      writtenAt,
    },
    {
      kind: 'appointment-rescheduled',
      patientName,
      before: appointment,
      after: {
        ...appointment,
        revision: 1,
        startsAt: new Date('2026-08-05T18:00:00Z'),
        endsAt: new Date('2026-08-05T18:20:00Z'),
      },
      byPatient: false,
      appointmentsUrl,
      writtenAt,
    },
  ];
}
