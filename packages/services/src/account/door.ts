import type { Database } from '@vitalmed/db';
import type { Realm } from './ports.ts';

/**
 * Whose accounts open which door, as a condition on "user" u. Written out for each: only a condition that says
 * `role = 'patient'` or `role <> 'patient'` as it stands lets the plan use the index of addresses.
 */
export function opensDoor({ sql }: Database, realm: Realm) {
  switch (realm) {
    case 'patient':
      return sql`u.role = 'patient'`;
    case 'backoffice':
      return sql`u.role <> 'patient' and u.role in ('secretary', 'admin')`;
    case 'doctor':
      return sql`u.role <> 'patient' and u.role = 'doctor'`;
    default:
      return realm satisfies never;
  }
}
