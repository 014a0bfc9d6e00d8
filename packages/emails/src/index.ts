export { type CalendarFileOptions, type CalendarMethod, calendarFile } from './calendar-file.ts';
export { type KeptMail, localMailbox, readMail, readMailbox } from './local-mailbox.ts';
export type * from './port.ts';
export { renderMail } from './render-mail.ts';
export { type ResendOptions, resendMailer } from './resend-mailer.ts';
