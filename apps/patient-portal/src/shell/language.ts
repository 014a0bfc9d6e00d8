import { getLocale, type Locale, rememberLocale } from '@vitalmed/i18n';
import { createSignal } from 'solid-js';

const [locale, setLocale] = createSignal<Locale>(getLocale());

/** The language on screen. Every message reads it, so a switch redraws the words and keeps what was typed. */
export { locale };

export function switchLanguage(next: Locale): void {
  rememberLocale(next);
  setLocale(next);
}
