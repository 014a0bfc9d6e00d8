export { chooseLanguage, chooseLanguageInput } from './choose-language.ts';
export { confirmSignUp, confirmSignUpInput } from './confirm-sign-up.ts';
export { createUser, createUserInput } from './create-user.ts';
export { me } from './me.ts';
export type { AccountUser, AuthPorts, Entrance, Realm, StartedSession } from './ports.ts';
export { removeExpiredLinks, removeExpiredSignUps } from './remove-expired.ts';
export { requestPasswordReset, requestPasswordResetInput } from './request-password-reset.ts';
export {
  requestSignUp,
  requestSignUpInput,
  resendSignUpCode,
  resendSignUpCodeInput,
} from './request-sign-up.ts';
export { resetPassword, resetPasswordInput } from './reset-password.ts';
export { signIn, signInInput } from './sign-in.ts';
export { signOut } from './sign-out.ts';
