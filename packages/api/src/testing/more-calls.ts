import { createCredentials, type Realm } from '@vitalmed/auth';
import type { PersonName } from './people.ts';
import type { PlantedWorld } from './planted-world.ts';
import { newFile, someone } from './targets.ts';
import type { TestApi } from './test-api.ts';

/** A call of everybody, or of one person only. */
type MoreCall = { input: unknown; by?: PersonName; cookie?: string };

const password = 'un caballo de batalla';

/** Answers that the table of authorisation doesn't ask for: the doors when they open, and refusals that tell something. */
export async function moreCallsOf(
  api: TestApi,
  world: PlantedWorld,
  realm: Realm,
  path: string,
): Promise<MoreCall[]> {
  const { one, other } = world;
  switch (path) {
    case 'account.signIn':
      return [await rightPassword(api, world, realm)];
    case 'account.resetPassword':
      return [{ input: { token: api.tokens.sign('password-reset', one.accountTokenId), password } }];
    case 'account.confirmSignUp':
      return [await rightCode(api, world)];
    case 'appointments.book':
      return [{ input: { ...taken(world), ...(realm === 'backoffice' ? ofSomebody(world) : {}) } }];
    case 'patients.search':
      return [{ input: { text: 'suarez zq' } }, { input: { text: await documentOf(api, one) } }];
    case 'patients.likelyDuplicates':
      return [{ input: { ...someone(), birthDate: '', documentNumber: await documentOf(api, one) } }];
    case 'patients.create':
      return [{ input: { ...newFile(), documentNumber: await documentOf(api, one) } }];
    case 'patients.update': {
      const documentNumber = await documentOf(api, one);
      return [{ input: { ...someone(), id: other.patient.patientId, documentNumber } }];
    }
    default:
      return [];
  }
}

const taken = ({ one }: PlantedWorld) => ({
  slotId: one.takenSlotId,
  idempotencyKey: '5b2c6a52-6f5b-4c3e-9d55-0b6f6a2f7d10',
});
const ofSomebody = ({ other }: PlantedWorld) => ({ patientId: other.patient.patientId, channel: 'desk' });

async function rightPassword(
  { db: { sql } }: TestApi,
  { people }: PlantedWorld,
  realm: Realm,
): Promise<MoreCall> {
  const by = ({ patient: 'patient', backoffice: 'secretary', doctor: 'doctor' } as const)[realm];
  const hashed = await createCredentials().hash(password);
  if (!hashed.ok) throw new Error(hashed.reason);
  const [user] = await sql`
    update "user" set password_hash = ${hashed.hash} where id = ${people[by].userId} returning email`;
  return { by, input: { email: user?.email, password } };
}

async function rightCode({ db: { sql }, tokens }: TestApi, { one }: PlantedWorld): Promise<MoreCall> {
  const { signUpId } = one;
  const [signUp] = await sql`select email from sign_up where id = ${signUpId}`;
  const input = { email: signUp?.email, code: tokens.signUpCode(signUpId) };
  return { by: 'nobody', input, cookie: `vitalmed_sign_up=${signUpId}` };
}

async function documentOf({ db: { sql } }: TestApi, { patient }: PlantedWorld['one']): Promise<string> {
  const [row] = await sql`select document_number as number from patient where id = ${patient.patientId}`;
  return row?.number;
}
