import { confirmSignUp } from '../account/confirm-sign-up.ts';
import { requestSignUp } from '../account/request-sign-up.ts';
import type { ServiceContext } from '../context.ts';
import type { PatientActor } from './clinic.ts';

/** Signs up as the portal does; the mailbox of `email` is the registrant's. Answers with the account's id. */
export async function signUp(
  anonymous: ServiceContext,
  { email, documentNumber }: { email: string; documentNumber: string },
): Promise<string> {
  const asked = await requestSignUp(anonymous, {
    firstName: 'Martina',
    lastName: 'López',
    documentNumber,
    phone: '+5491145678901',
    email,
    password: 'mate amargo y bizcochos',
    locale: 'es-AR',
  });
  if (!asked.ok) throw new Error(`No sign-up: ${asked.reason}`);
  const code = anonymous.auth.tokens.signUpCode(asked.signUpId);
  const entrance = { realm: 'patient', token: null, browser: null, signUpId: asked.signUpId } as const;
  const made = await confirmSignUp(anonymous, { email, code }, entrance);
  if (!made.ok) throw new Error(`No account: ${made.reason}`);
  return made.user.id;
}

/** Who the account acts as, read as each request reads its session. */
export async function actorOf({ db: { sql } }: ServiceContext, userId: string): Promise<PatientActor> {
  const [file] = await sql<{ id: string }[]>`select id from patient where user_id = ${userId}`;
  if (!file) throw new Error('The account has lost its file');
  return { kind: 'patient', userId, patientId: file.id };
}

/** The newest code that was mailed to that address to prove a file, as its owner reads it; null when none was. */
export async function mailedFileCode(
  { db: { sql }, auth }: ServiceContext,
  recipient: string,
): Promise<string | null> {
  const [mail] = await sql<{ tokenId: string }[]>`
    select account_token_id as "tokenId" from notification
    where kind = 'file-code' and recipient = ${recipient} order by created_at desc, id desc limit 1`;
  return mail ? auth.tokens.fileCode(mail.tokenId) : null;
}
