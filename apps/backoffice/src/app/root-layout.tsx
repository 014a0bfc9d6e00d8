import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import {
  AccountMenu,
  AppShell,
  Button,
  IconButton,
  LanguageSwitch,
  lateOverlay,
  ThemeSwitch,
} from '@vitalmed/ui-react';
import { CircleHelp, Search } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useKeptSearches } from './kept-searches.ts';
import { QuickBookingContext, type QuickBookingStart } from './quick-booking-context.ts';
import { useShortcuts } from './use-shortcuts.ts';

const QuickBookingDialog = lateOverlay(() =>
  import('../quick-booking/quick-booking-dialog.tsx').then((module) => module.QuickBookingDialog),
);
const KeyboardHelp = lateOverlay(() =>
  import('../help/keyboard-help.tsx').then((module) => module.KeyboardHelp),
);

const TABS = [
  { to: '/', label: m.office_nav_agenda },
  { to: '/abrir', label: m.office_nav_open },
  { to: '/pacientes', label: m.office_nav_patients },
] as const;

export function RootLayout() {
  const [quickBooking, setQuickBooking] = useState<QuickBookingStart | null>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  const navigate = useNavigate();
  const searchOf = useKeptSearches();
  const openQuickBooking = useCallback((start: QuickBookingStart = {}) => setQuickBooking(start), []);

  useShortcuts({
    'mod+k': () => openQuickBooking(),
    '?': () => setHelpOpen(true),
    '1': () => void navigate({ to: '/', search: searchOf('/') }),
    '2': () => void navigate({ to: '/abrir', search: searchOf('/abrir') }),
    '3': () => void navigate({ to: '/pacientes', search: searchOf('/pacientes') }),
  });

  return (
    <QuickBookingContext value={openQuickBooking}>
      <AppShell
        title={m.office_app_name()}
        navigation={TABS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            search={searchOf(to)}
            activeOptions={{ includeSearch: false, exact: true }}
            className="flex min-h-9 items-center rounded-control px-3 font-semibold text-muted hover:bg-sunk hover:text-ink aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand-ink"
          >
            {label()}
          </Link>
        ))}
        tools={
          <>
            <Button variant="primary" aria-keyshortcuts="Control+K Meta+K" onClick={() => openQuickBooking()}>
              <Search aria-hidden className="size-4" />
              {m.office_quick_booking()}
              <kbd aria-hidden className="hidden rounded-chip bg-on-brand/15 px-1.5 text-xs lg:inline">
                Ctrl K
              </kbd>
            </Button>
            <span className="hidden sm:contents">
              <IconButton
                label={m.office_keyboard_help()}
                icon={<CircleHelp aria-hidden className="size-4.5" />}
                onClick={() => setHelpOpen(true)}
              />
            </span>
            <LanguageSwitch />
            <ThemeSwitch />
            <AccountMenu />
          </>
        }
      >
        <Outlet />
      </AppShell>
      {quickBooking && <QuickBookingDialog start={quickBooking} onClose={() => setQuickBooking(null)} />}
      {helpOpen && <KeyboardHelp onClose={() => setHelpOpen(false)} />}
    </QuickBookingContext>
  );
}
