import { chooseTheme, type ThemeChoice, themeChoice } from '@vitalmed/design/theme';
import { m } from '@vitalmed/i18n';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../controls/icon-button.tsx';

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function themeName(choice: ThemeChoice): string {
  if (choice === 'light') return m.common_theme_light();
  return choice === 'dark' ? m.common_theme_dark() : m.common_theme_system();
}

export function ThemeSwitch() {
  const [choice, setChoice] = useState(themeChoice);
  const Icon = ICONS[choice];

  function change() {
    const next = NEXT[choice];
    chooseTheme(next);
    setChoice(next);
  }

  return (
    <IconButton
      label={`${m.common_theme()}: ${themeName(choice)}`}
      icon={<Icon aria-hidden className="size-4.5" />}
      onClick={change}
    />
  );
}
