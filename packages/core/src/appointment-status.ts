export const APPOINTMENT_STATUSES = [
  'booked',
  'arrived',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

export const APPOINTMENT_KINDS = ['regular', 'overbook'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

export const APPOINTMENT_CHANNELS = ['portal', 'phone', 'desk', 'api'] as const;
export type AppointmentChannel = (typeof APPOINTMENT_CHANNELS)[number];

export const SLOT_STATUSES = ['free', 'busy', 'withdrawn'] as const;
export type SlotStatus = (typeof SLOT_STATUSES)[number];

/** Commands that carry nothing but their name. */
export const TRANSITION_COMMANDS = [
  'arrive',
  'start',
  'complete',
  'mark-no-show',
  'undo-arrive',
  'undo-start',
  'undo-complete',
  'undo-no-show',
] as const;
export type TransitionCommand = (typeof TRANSITION_COMMANDS)[number];

export const COMMANDS = [...TRANSITION_COMMANDS, 'cancel'] as const;
export type Command = (typeof COMMANDS)[number];
