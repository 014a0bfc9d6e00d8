import {
  type AccountUser,
  chooseLanguage,
  chooseLanguageInput,
  confirmSignUp,
  confirmSignUpInput,
  me,
  requestPasswordReset,
  requestPasswordResetInput,
  requestSignUp,
  requestSignUpInput,
  resendSignUpCode,
  resendSignUpCodeInput,
  resetPassword,
  resetPasswordInput,
  type StartedSession,
  signIn,
  signInInput,
  signOut,
} from '@vitalmed/services';
import type { RequestContext } from '../context.ts';
import { answer } from '../error-map.ts';
import { anyone, router, signedIn } from '../procedures.ts';

/** The door of any origin: which accounts it opens to comes from the origin, not from the request. */
const door = {
  me: anyone.query(async ({ ctx }) => answer(await me(ctx))),
  signIn: anyone
    .input(signInInput)
    .mutation(async ({ ctx, input }) => enter(ctx, answer(await signIn(ctx, input, entrance(ctx))))),
  signOut: anyone.mutation(async ({ ctx }) => {
    answer(await signOut(ctx, entrance(ctx)));
    ctx.cookies.clearSession();
    return { ok: true as const };
  }),
  requestPasswordReset: anyone.input(requestPasswordResetInput).mutation(async ({ ctx, input }) => {
    const { mail } = answer(await requestPasswordReset(ctx, input, entrance(ctx)));
    return { ok: true as const, mail };
  }),
  resetPassword: anyone.input(resetPasswordInput).mutation(async ({ ctx, input }) => {
    const { browser } = answer(await resetPassword(ctx, input, entrance(ctx)));
    ctx.cookies.keepBrowser(browser);
    ctx.cookies.clearSession();
    return { ok: true as const };
  }),
};

/** Staff accounts are made by an administrator. */
export const staffAccount = router({
  ...door,
  /**
   * Somebody did something that needed no answer: moved about, read on, typed. Like any change it moves the session's
   * idle end on; what a screen asks for by itself are queries and streams, which don't.
   */
  stay: signedIn.mutation(() => ({ ok: true as const })),
});

/** Patients make their own account: the code that is mailed to them proves the address. */
export const patientAccount = router({
  ...door,
  requestSignUp: anyone.input(requestSignUpInput).mutation(async ({ ctx, input }) => {
    const { signUpId, mail } = answer(await requestSignUp(ctx, input));
    ctx.cookies.keepSignUp(signUpId);
    return { ok: true as const, mail };
  }),
  resendSignUpCode: anyone.input(resendSignUpCodeInput).mutation(async ({ ctx, input }) => {
    const { signUpId, mail } = answer(await resendSignUpCode(ctx, input, { signUpId: ctx.cookies.signUp }));
    ctx.cookies.keepSignUp(signUpId);
    return { ok: true as const, mail };
  }),
  chooseLanguage: signedIn.input(chooseLanguageInput).mutation(async ({ ctx, input }) => {
    answer(await chooseLanguage(ctx, input));
    return { ok: true as const };
  }),
  confirmSignUp: anyone.input(confirmSignUpInput).mutation(async ({ ctx, input }) => {
    const origin = { ...entrance(ctx), signUpId: ctx.cookies.signUp };
    return enter(ctx, answer(await confirmSignUp(ctx, input, origin)));
  }),
});

function entrance(ctx: RequestContext) {
  return { realm: ctx.realm, token: ctx.cookies.session, browser: ctx.cookies.browser };
}

/** Hands the session to the browser as a cookie: its token is in no answer that a script could read. */
function enter(
  ctx: RequestContext,
  entered: { user: AccountUser; session: StartedSession; browser: string },
): { user: AccountUser } {
  ctx.cookies.keepSession(entered.session.token);
  ctx.cookies.keepBrowser(entered.browser);
  return { user: entered.user };
}
