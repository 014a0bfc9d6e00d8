import { useNavigate, useSearchParams } from '@solidjs/router';
import { m } from '@vitalmed/i18n';
import { AccountCard } from './account-card.tsx';
import { returnPath } from './return-path.ts';
import { SignUpForm } from './sign-up-form.tsx';

export default function SignUpPage() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const back = () => returnPath(query.volver ?? '/');
  return (
    <AccountCard title={m.portal_sign_up_title()} lead={m.portal_sign_up_lead()}>
      <SignUpForm onDone={() => navigate(back(), { replace: true })} />
      <p class="mt-6 border-t border-line pt-5">
        {m.portal_have_account()}{' '}
        <a class="link" href={`/ingresar?volver=${encodeURIComponent(back())}`}>
          {m.common_sign_in()}
        </a>
      </p>
    </AccountCard>
  );
}
