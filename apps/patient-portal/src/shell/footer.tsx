import { chooseTheme, type ThemeChoice, themeChoice } from '@vitalmed/design/theme';
import { type Locale, m } from '@vitalmed/i18n';
import Monitor from 'lucide-solid/icons/monitor';
import Moon from 'lucide-solid/icons/moon';
import Sun from 'lucide-solid/icons/sun';
import { createSignal, For, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { chooseLanguage, locale } from './language.ts';

const THEMES = [
  { value: 'system', icon: Monitor, label: m.common_theme_system },
  { value: 'light', icon: Sun, label: m.common_theme_light },
  { value: 'dark', icon: Moon, label: m.common_theme_dark },
] as const;

const LANGUAGES: { value: Locale; label: string }[] = [
  { value: 'es-AR', label: 'Español' },
  { value: 'en', label: 'English' },
];

export function Footer() {
  const [theme, setTheme] = createSignal<ThemeChoice>(themeChoice());
  const pickTheme = (choice: ThemeChoice) => {
    chooseTheme(choice);
    setTheme(choice);
  };
  return (
    <footer class="border-t border-line bg-surface" data-print="no">
      <div class="mx-auto flex max-w-4xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-gutter py-5 text-sm text-muted">
        <p>{m.portal_footer()}</p>
        <div class="flex flex-wrap gap-3">
          <Choice legend={m.common_theme()}>
            <For each={THEMES}>
              {({ value, icon, label }) => (
                <ChoiceButton pressed={theme() === value} label={label()} onPress={() => pickTheme(value)}>
                  <Dynamic component={icon} size={18} aria-hidden="true" />
                </ChoiceButton>
              )}
            </For>
          </Choice>
          <Choice legend={m.common_language()}>
            <For each={LANGUAGES}>
              {({ value, label }) => (
                <ChoiceButton pressed={locale() === value} lang={value} onPress={() => chooseLanguage(value)}>
                  {label}
                </ChoiceButton>
              )}
            </For>
          </Choice>
        </div>
      </div>
    </footer>
  );
}

function Choice(props: { legend: string; children: JSX.Element }) {
  return (
    <fieldset class="flex rounded-control bg-sunk p-1">
      <legend class="sr-only">{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}

function ChoiceButton(props: {
  pressed: boolean;
  label?: string;
  lang?: string;
  onPress: () => void;
  children: JSX.Element;
}) {
  return (
    <button
      type="button"
      aria-pressed={props.pressed}
      aria-label={props.label}
      title={props.label}
      lang={props.lang}
      class="min-h-9 min-w-11 rounded-chip px-3 font-semibold aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card"
      onClick={() => props.onPress()}
    >
      <span class="grid place-items-center">{props.children}</span>
    </button>
  );
}
