import { useLocation } from '@tanstack/react-router';
import { useRef } from 'react';

type Search = ReturnType<typeof useLocation>['search'];

/** What the address of each screen held when it was last seen, so that going away and coming back loses nothing. */
export function useKeptSearches(): (path: string) => Search | undefined {
  const { pathname, search } = useLocation();
  const kept = useRef(new Map<string, Search>());
  kept.current.set(pathname, search);
  return (path) => kept.current.get(path);
}
