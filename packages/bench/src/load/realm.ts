/** Whose origin a request goes to; the names are those of the product's sessions. */
export type Realm = 'patient' | 'backoffice' | 'doctor';

/** The cookies of https origins, by realm. */
export const cookieNames: Record<Realm, string> = {
  patient: '__Host-vitalmed_patient',
  backoffice: '__Host-vitalmed_backoffice',
  doctor: '__Host-vitalmed_doctor',
};
