export { appointmentInMail, type MailedAppointment } from './appointment-in-mail.ts';
export type { Origins } from './compose.ts';
export { type DeliverOutcome, type DeliverPorts, deliver } from './deliver.ts';
export { reclaim } from './reclaim.ts';
export { deliverTask, relay } from './relay.ts';
export { tidyQueue } from './tidy-queue.ts';
