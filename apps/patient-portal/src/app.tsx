import { Route, Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { lazy } from 'solid-js';
import { queryClient } from './api/query-client.ts';
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
        <Route path="/" component={SearchPage} />
        <Route path="/reservar/:slotId" component={BookingPage} />
        <Route path="/reservado/:id" component={BookedPage} />
        <Route path="/mis-turnos" component={MinePage} />
        <Route path="/mis-turnos/:id/cambiar" component={ReschedulePage} />
        <Route path="/ingresar" component={SignInPage} />
        <Route path="/crear-cuenta" component={SignUpPage} />
        <Route path="/olvide-mi-contrasena" component={ForgotPasswordPage} />
        <Route path="/restablecer" component={ResetPasswordPage} />
        <Route path="*" component={NotFoundPage} />
      </Router>
    </QueryClientProvider>
  );
}
