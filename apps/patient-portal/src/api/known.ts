type Query<T> = { isPending: boolean; isLoadingError: boolean; data: T | undefined };

/**
 * What the last answer said, also while a newer question waits or failed: a list doesn't go from the screen because the
 * network did. Undefined before the first answer.
 */
export function known<T>(query: Query<T>): T | undefined {
  return query.isPending || query.isLoadingError ? undefined : stored(query);
}

/** `query.data` suspends even where there is data: the whole screen leaves the page for a moment, and the focus with it. */
function stored<T>(query: Query<T>): T | undefined {
  return Object.getOwnPropertyDescriptor(query, 'data')?.get?.();
}
