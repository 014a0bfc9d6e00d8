import { getLocale, locales, overwriteGetLocale, setLocale } from './generated/runtime.js';

export type Locale = (typeof locales)[number];

export { getLocale, locales };

/** Remembers the language in this browser and reloads the page in it. */
export function changeLocale(locale: Locale): void {
  setLocale(locale);
}

/**
 * Remembers the language without reloading and tells the document. For apps whose screens follow a signal:
 * give `followLocale` its getter once at the start.
 */
export function rememberLocale(locale: Locale): void {
  setLocale(locale, { reload: false });
  document.documentElement.lang = locale;
}

/** From now on every message asks `current` for the language, so a reactive getter redraws the screen by itself. */
export function followLocale(current: () => Locale): void {
  overwriteGetLocale(current);
}

/** The tag that Intl formats with: English here orders dates as its readers in Argentina would, day first. */
export function intlTag(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale;
}
