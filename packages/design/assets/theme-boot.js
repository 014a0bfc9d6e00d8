// Runs before the first paint, from a file of its own: the content security policy allows no inline script.
try {
  const theme = localStorage.getItem('vitalmed-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('PARAGLIDE_LOCALE');
  if (language === 'en' || language === 'es-AR') document.documentElement.lang = language;
} catch {
  // Storage is closed: the system's theme and the default language stand.
}
