export { actorOf } from './actor.ts';
export { cookieValue } from './cookie-value.ts';
export { addressBlock } from './network.ts';
export { type Credentials, createCredentials, hashPassword } from './password.ts';
export { maxPasswordBytes, minPasswordCharacters, type PasswordWeakness } from './password-weakness.ts';
export { createRateLimits, type RateLimits, type Verdict } from './rate-limits.ts';
export type { Realm, Role } from './realm.ts';
export { createSessions, type Sessions, type SessionUser, type ValidSession } from './sessions.ts';
export { createSignedTokens, type SignedTokens, type TokenPurpose } from './signed-token.ts';
