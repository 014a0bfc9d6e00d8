/** Who meets an answer, whatever their account is called. */
export type Standing = 'anybody' | 'patient' | 'desk' | 'doctor';

/** In which answers. A patient meets what is their own, a doctor what is of their patients, an account only itself. */
type Places = readonly string[] | 'everywhere';
type MayMeet = Partial<Record<Standing, Places>>;

const agenda = ['agenda.day', 'agenda.list', 'agenda.dayChanges'];
const appointmentMails = [
  'mail appointment-booked',
  'mail appointment-cancelled',
  'mail appointment-rescheduled',
];
/** It answers with the file as it is then. */
const fileActs = ['patients.update'];
/** Wherever the desk tells people apart. */
const namesAndDocuments = [
  ...agenda,
  'appointments.get',
  'patients.search',
  'patients.likelyDuplicates',
  'patients.get',
  ...fileActs,
];
const onTheDoor: MayMeet = { anybody: 'everywhere' };
const account = ['account.me', 'account.signIn'];
const ownAccount: MayMeet = { patient: account, desk: account, doctor: account };

/**
 * Which standing may meet what of the database, and where. Whatever column isn't here, nobody may: a new one is shown to
 * nobody until its line stands here.
 */
export const mayMeet: Readonly<Record<string, MayMeet>> = {
  'appointment.id': {
    patient: [
      'appointments.get',
      'appointments.mine',
      'appointments.cancel',
      // Where it came from: the calendar's name of a turno through its moves.
      'appointments.reschedule',
      'appointments.changes',
      'calendar.ics',
      ...appointmentMails,
    ],
    desk: [
      ...agenda,
      'appointments.cancel',
      'appointments.restore',
      'appointments.reschedule',
      'appointments.transition',
      'agenda.changes',
      'appointments.get',
      'patients.get',
    ],
    doctor: ['day.list', 'day.transition', 'day.changes'],
  },
  'appointment.cancel_note': {
    desk: ['appointments.get', 'patients.get'],
  },
  'doctor.title': onTheDoor,
  'doctor.first_name': onTheDoor,
  'doctor.last_name': onTheDoor,
  'doctor.slug': onTheDoor,
  'event.data.note': { desk: ['appointments.get'] },
  'notification.recipient': { desk: ['appointments.get'] },
  'notification.last_error': { desk: ['appointments.get'] },
  'patient.id': {
    desk: [...namesAndDocuments, 'patients.create'],
    doctor: ['day.list'],
  },
  'patient.first_name': {
    patient: appointmentMails,
    desk: [...agenda, 'appointments.get', 'patients.search', 'patients.likelyDuplicates', 'patients.get'],
    doctor: ['day.list'],
  },
  'patient.last_name': {
    desk: namesAndDocuments,
    doctor: ['day.list'],
  },
  'patient.document_number': {
    desk: namesAndDocuments,
    doctor: ['day.list'],
  },
  /** The day on paper says where to call each patient: it serves when the network doesn't. */
  'patient.phone': { desk: [...agenda, 'appointments.get', 'patients.get', ...fileActs] },
  'patient.email': { desk: ['appointments.get', 'patients.get', ...fileActs] },
  'patient.birth_date': { desk: ['patients.get', ...fileActs] },
  'patient.notes': { desk: ['patients.get', ...fileActs] },
  'room.name': onTheDoor,
  'site.name': onTheDoor,
  'site.address': onTheDoor,
  'site.city': onTheDoor,
  'site.map_url': onTheDoor,
  'site.phone': onTheDoor,
  'site.whatsapp': onTheDoor,
  /** Whoever knows the code that was mailed there. */
  'sign_up.email': { anybody: ['account.confirmSignUp'] },
  /** What a secretary wrote about the doctor's hour. */
  'slot.withdrawn_reason': { desk: agenda },
  'specialty.name': onTheDoor,
  'specialty.slug': onTheDoor,
  'user.id': ownAccount,
  'user.email': ownAccount,
  // Of a file that somebody else changed meanwhile, the desk hears who did.
  'user.first_name': { ...ownAccount, desk: [...account, 'appointments.get', 'patients.update'] },
  'user.last_name': { ...ownAccount, desk: [...account, 'appointments.get', 'patients.update'] },
};

/** Who asks: which standing, which account or patient they are, and whose patients are theirs (null: everybody's). */
export type Caller = { standing: Standing; self: string | null; concerns: ReadonlySet<string> | null };

/** Whether that caller may meet a word of that column, about that person (null: about the clinic), in that answer. */
export function mayBeMet(
  { column, owner }: { column: string; owner: string | null },
  caller: Caller,
  answer: string,
): boolean {
  const listed = mayMeet[column]?.[caller.standing] ?? mayMeet[column]?.anybody;
  if (listed !== 'everywhere' && !listed?.includes(answer)) return false;
  if (owner === null) return true;
  if (answer.startsWith('account.')) return owner === caller.self;
  return caller.concerns === null || caller.concerns.has(owner);
}
