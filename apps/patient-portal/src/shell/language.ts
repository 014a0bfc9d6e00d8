import { getLocale, type Locale, locales, rememberLocale } from '@vitalmed/i18n';
import { createSignal } from 'solid-js';

const CHOSEN = 'vitalmed-language-chosen';

const [locale, setLocale] = createSignal<Locale>(getLocale());
const [chosenLanguage, setChosen] = createSignal(stored());

/** The language on screen. Every message reads it, so a switch redraws the words and keeps what was typed. */
/** What was asked for here and no account keeps yet: it waits in this browser for whoever signs in. */
export { chosenLanguage, locale };

export function switchLanguage(next: Locale): void {
  if (next === locale()) return;
  rememberLocale(next);
  setLocale(next);
}

export function chooseLanguage(next: Locale): void {
  store(next);
  switchLanguage(next);
  setChosen(next);
}

/** The account keeps it now. */
export function languageKept(kept: Locale): void {
  if (chosenLanguage() !== kept) return;
  store(null);
  setChosen(null);
}

function stored(): Locale | null {
  try {
    const chosen = localStorage.getItem(CHOSEN);
    return locales.find((one) => one === chosen) ?? null;
  } catch {
    return null;
  }
}

function store(chosen: Locale | null): void {
  try {
    if (chosen) localStorage.setItem(CHOSEN, chosen);
    else localStorage.removeItem(CHOSEN);
  } catch {
    // Storage is closed: the choice lasts as long as the page.
  }
}
