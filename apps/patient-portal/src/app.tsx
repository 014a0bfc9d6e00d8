import { Route, Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { lazy, onMount } from 'solid-js';
import { queryClient } from './api/query-client.ts';
import { PAGES } from './pages.ts';
import { SearchPage } from './search/search-page.tsx';
import { arriving, fetchAhead } from './shell/arriving.ts';
import { Shell } from './shell/shell.tsx';

// The search is what most people come for, so it is in the first load; the rest arrives ahead of its use.
const loads = {
  booking: () => import('./booking/booking-page.tsx'),
  booked: () => import('./booking/booked-page.tsx'),
  mine: () => import('./appointments/mine-page.tsx'),
  reschedule: () => import('./appointments/reschedule-page.tsx'),
  signIn: () => import('./account/sign-in-page.tsx'),
  signUp: () => import('./account/sign-up-page.tsx'),
  forgotPassword: () => import('./account/forgot-password-page.tsx'),
  resetPassword: () => import('./account/reset-password-page.tsx'),
  notFound: () => import('./shell/not-found-page.tsx'),
};

const BookingPage = lazy(arriving(loads.booking));
const BookedPage = lazy(arriving(loads.booked));
const MinePage = lazy(arriving(loads.mine));
const ReschedulePage = lazy(arriving(loads.reschedule));
const SignInPage = lazy(arriving(loads.signIn));
const SignUpPage = lazy(arriving(loads.signUp));
const ForgotPasswordPage = lazy(arriving(loads.forgotPassword));
const ResetPasswordPage = lazy(arriving(loads.resetPassword));
const NotFoundPage = lazy(arriving(loads.notFound));

export function App() {
  onMount(() => fetchAhead(Object.values(loads)));
  return (
    <QueryClientProvider client={queryClient}>
      <Router root={Shell}>
        <Route path={PAGES.search} component={SearchPage} />
        <Route path={PAGES.booking} component={BookingPage} />
        <Route path={PAGES.booked} component={BookedPage} />
        <Route path={PAGES.mine} component={MinePage} />
        <Route path={PAGES.reschedule} component={ReschedulePage} />
        <Route path={PAGES.signIn} component={SignInPage} />
        <Route path={PAGES.signUp} component={SignUpPage} />
        <Route path={PAGES.forgotPassword} component={ForgotPasswordPage} />
        <Route path={PAGES.resetPassword} component={ResetPasswordPage} />
        <Route path="*" component={NotFoundPage} />
      </Router>
    </QueryClientProvider>
  );
}
