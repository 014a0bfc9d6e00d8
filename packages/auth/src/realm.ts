import { TimeSpan } from 'lucia';

/** One of the three rooms of the house; each has its origin, its cookie and the roles that may enter. */
export type Realm = 'patient' | 'backoffice' | 'doctor';
export type Role = 'patient' | 'secretary' | 'doctor' | 'admin';

export type RealmPolicy = {
  roles: readonly Role[];
  cookie: string;
  /** A session ends at the latest after this since somebody did something; a screen left open does nothing. */
  idle: TimeSpan;
  /** And any session ends after this, used or not. */
  absolute: TimeSpan;
};

export const realms: Record<Realm, RealmPolicy> = {
  patient: {
    roles: ['patient'],
    cookie: 'vitalmed_patient',
    idle: new TimeSpan(30, 'd'),
    absolute: new TimeSpan(30, 'd'),
  },
  backoffice: {
    roles: ['secretary', 'admin'],
    cookie: 'vitalmed_backoffice',
    idle: new TimeSpan(1, 'h'),
    absolute: new TimeSpan(12, 'h'),
  },
  doctor: {
    roles: ['doctor'],
    cookie: 'vitalmed_doctor',
    idle: new TimeSpan(1, 'h'),
    absolute: new TimeSpan(12, 'h'),
  },
};
