import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { CrashedScreen, lateScreen } from '@vitalmed/ui-react';
import { AgendaScreen } from '../agenda/agenda-screen.tsx';
import { agendaSearch } from '../agenda/agenda-search.ts';
import { openingSearch } from '../opening/opening-search.ts';
import { PAGES } from '../pages.ts';
import { patientsSearch } from '../patients/patients-search.ts';
import { LoadingScreen } from './loading-shell.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { RootLayout } from './root-layout.tsx';

const rootRoute = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundScreen });

export const agendaRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: PAGES.agenda,
  validateSearch: agendaSearch,
  component: AgendaScreen,
});

const openingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: PAGES.opening,
  validateSearch: openingSearch,
  component: lateScreen(
    () => import('../opening/opening-screen.tsx').then((module) => module.OpeningScreen),
    <LoadingScreen />,
  ),
});

const patientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: PAGES.patients,
  validateSearch: patientsSearch,
  component: lateScreen(
    () => import('../patients/patients-screen.tsx').then((module) => module.PatientsScreen),
    <LoadingScreen />,
  ),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([agendaRoute, openingRoute, patientsRoute]),
  defaultPreload: 'intent',
  defaultErrorComponent: CrashedScreen,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
