const ENTRY = /<script type="module"[^>]* src="([^"]+)"/;
const RELOADED_FOR = 'vitalmed-reloaded-for';

/**
 * The first script of the release that the server has now, where that is another one than this page's: the parts of
 * an older release are gone then. Null where it's the same, or where no server answers.
 */
export async function newerRelease(): Promise<string | null> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    const there = answer.ok ? ENTRY.exec(await answer.text())?.[1] : undefined;
    return own && there && there !== own ? there : null;
  } catch {
    return null;
  }
}

/** Loads the page anew for that release. False when that was done before and led to the old page again. */
export function reloadFor(release: string): boolean {
  if (sessionStorage.getItem(RELOADED_FOR) === release) return false;
  sessionStorage.setItem(RELOADED_FOR, release);
  window.location.reload();
  return true;
}
