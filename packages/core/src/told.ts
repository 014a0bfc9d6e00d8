/** A message that tells a patient of a turno. */
export type TurnoMessage = 'appointment-booked' | 'appointment-cancelled' | 'appointment-rescheduled';

/** Why a message about a turno was not sent: it would have been untrue, or no news. */
export type UntoldReason =
  /** Something newer about the same turno is told instead. */
  | 'superseded'
  /** Done and undone before it left: the patient already knows what is so. */
  | 'undone'
  | 'not-cancelled'
  | 'appointment-cancelled'
  | 'appointment-in_consultation'
  | 'appointment-completed'
  | 'appointment-no_show'
  | 'appointment-gone';

/** An earlier message about the turno of one that is about to leave. 'unknown': it may have arrived. */
export type EarlierMessage = {
  kind: TurnoMessage;
  status: 'pending' | 'sent' | 'failed' | 'skipped' | 'unknown';
  appointmentId: string;
};

/**
 * What the patient holds to be so of a turno. Not `sure`: something after it may have arrived, or they may know of it
 * otherwise, say by telephone, so that silence would be wrong.
 */
export type Told =
  | { state: 'nothing'; sure: boolean }
  | { state: 'active'; appointmentId: string; sure: boolean }
  | { state: 'cancelled'; sure: boolean };

/** Reads it off the messages so far, oldest first. */
export function lastTold(messages: readonly EarlierMessage[]): Told {
  const sentAt = messages.map(({ status }) => status).lastIndexOf('sent');
  const sent = messages[sentAt];
  const since = messages.slice(sentAt + 1);
  const sure = since.every(({ status }) => status === 'skipped');
  // Who was never told of the booking by us knows of it by other means.
  if (!sent) return { state: 'nothing', sure: sure && since[0]?.kind === 'appointment-booked' };
  if (sent.kind === 'appointment-cancelled') return { state: 'cancelled', sure };
  return { state: 'active', appointmentId: sent.appointmentId, sure };
}
