import { useNavigate, useSearchParams } from '@solidjs/router';
import { m } from '@vitalmed/i18n';
import { AccountCard } from './account-card.tsx';
import { returnPath } from './return-path.ts';
import { SignInForm } from './sign-in-form.tsx';

export default function SignInPage() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const back = () => returnPath(query.volver);
  return (
    <AccountCard title={m.portal_sign_in_title()} lead={m.portal_sign_in_lead()}>
      <SignInForm
        submitLabel={m.common_sign_in()}
        back={back()}
        onDone={() => navigate(back(), { replace: true })}
      />
      <p class="mt-6 border-t border-line pt-5">
        {m.portal_no_account()}{' '}
        <a class="link" href={`/crear-cuenta?volver=${encodeURIComponent(back())}`}>
          {m.portal_create_account()}
        </a>
      </p>
    </AccountCard>
  );
}
