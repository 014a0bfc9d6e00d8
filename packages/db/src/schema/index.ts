export * from './appointment.ts';
export * from './doctor.ts';
export * from './event.ts';
export * from './notification.ts';
export * from './patient.ts';
export * from './place.ts';
export * from './schedule.ts';
export * from './user.ts';
