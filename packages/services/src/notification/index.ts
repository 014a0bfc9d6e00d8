export { appointmentInMail, type MailedAppointment } from './appointment-in-mail.ts';
export type { Origins } from './compose.ts';
export { type DeliverOutcome, type DeliverPorts, deliver } from './deliver.ts';
export { databaseAway, reclaim } from './reclaim.ts';
export { deliverTask, maxDeliveryAttempts, relay } from './relay.ts';
export { tidyQueue } from './tidy-queue.ts';
