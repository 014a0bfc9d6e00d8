export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'vitalmed-theme';

/** What the person chose, 'system' when nothing was chosen or storage is closed to us. */
export function themeChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** Shows the theme at once and remembers it in this browser; 'system' forgets the choice. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}

/** True when the screen is dark now, whoever decided it. */
export function isDark(): boolean {
  const choice = themeChoice();
  return choice === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark';
}
