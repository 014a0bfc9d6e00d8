import { Route, Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { lazy } from 'solid-js';
import { queryClient } from './api/query-client.ts';
import { PAGES } from './pages.ts';
import { SearchPage } from './search/search-page.tsx';
import { Shell } from './shell/shell.tsx';

// The search is what most people come for, so it is in the first load; the rest arrives when it is needed.
const BookingPage = lazy(() => import('./booking/booking-page.tsx'));
const BookedPage = lazy(() => import('./booking/booked-page.tsx'));
const MinePage = lazy(() => import('./appointments/mine-page.tsx'));
const ReschedulePage = lazy(() => import('./appointments/reschedule-page.tsx'));
const SignInPage = lazy(() => import('./account/sign-in-page.tsx'));
const SignUpPage = lazy(() => import('./account/sign-up-page.tsx'));
const ForgotPasswordPage = lazy(() => import('./account/forgot-password-page.tsx'));
const ResetPasswordPage = lazy(() => import('./account/reset-password-page.tsx'));
const NotFoundPage = lazy(() => import('./shell/not-found-page.tsx'));

export function App() {
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
