import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@vitalmed/db/testing';
import { deliver } from '../notification/deliver.ts';
import { plainAuth } from './plain-auth.ts';
import { plainMailer, plainRender } from './plain-mail.ts';

const origins = {
  patient: 'https://turnos.example',
  backoffice: 'https://recepcion.example',
  doctor: 'https://medicos.example',
};

type Owed = {
  kind: string;
  appointmentId?: string;
  revision?: number;
  accountTokenId?: string;
  signUpId?: string;
};

/** A database of its own, notifications in it and the act of delivering one, at one instant. */
export async function openDeliveries() {
  const { db, drop } = await createTestDatabase();
  const now = new Date();
  return {
    db,
    drop,
    now,
    send(notificationId: string, mailer = plainMailer(), lastAttempt = false) {
      const { tokens } = plainAuth();
      const ports = { db, tokens, origins, render: plainRender, mailer, messageWaiting: () => undefined };
      return deliver(ports, { notificationId, now, lastAttempt });
    },
    async givenNotification(owed: Owed): Promise<string> {
      const id = randomUUID();
      await db.sql`
        insert into notification (id, kind, recipient, appointment_id, revision, account_token_id, sign_up_id, dispatched_at)
        values (${id}, ${owed.kind}, 'martina@example.com', ${owed.appointmentId ?? null}, ${owed.revision ?? null},
          ${owed.accountTokenId ?? null}, ${owed.signUpId ?? null}, now())`;
      return id;
    },
    async stateOf(id: string) {
      const [state] = await db.sql`
        select status, provider_id as "providerId", last_error as "lastError", attempts, sent_at is not null as "isSent"
        from notification where id = ${id}`;
      return state;
    },
  };
}
