import { isLocalDate, type LocalDate, ownPath } from '@vitalmed/core';
import { useEffect, useState } from 'react';

const PARAMETER = 'dia';

function dateInUrl(): LocalDate | null {
  const date = new URLSearchParams(window.location.search).get(PARAMETER);
  return isLocalDate(date) ? date : null;
}

/** The day that the address names, or null for today; Back and a bookmark lead to the same day. */
export function useChosenDate(): [LocalDate | null, (date: LocalDate | null) => void] {
  const [date, setDate] = useState(dateInUrl);

  useEffect(() => {
    const follow = () => setDate(dateInUrl());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  function choose(next: LocalDate | null) {
    if (next === date) return;
    window.history.pushState(null, '', next ? `?${PARAMETER}=${next}` : ownPath(window.location.pathname));
    setDate(next);
  }

  return [date, choose];
}
