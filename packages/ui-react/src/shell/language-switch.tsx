import { changeLocale, getLocale } from '@vitalmed/i18n';
import { Button } from '../controls/button.tsx';

/** Each language is named in itself, and the switch shows the one that it leads to. */
export function LanguageSwitch() {
  const english = getLocale() === 'en';
  return (
    <Button
      variant="ghost"
      lang={english ? 'es-AR' : 'en'}
      onClick={() => changeLocale(english ? 'es-AR' : 'en')}
    >
      {english ? 'Español' : 'English'}
    </Button>
  );
}
