type Query<T> = { isPending: boolean; isLoadingError: boolean; data: T | undefined };

/**
 * What the last answer said, also while a newer question waits or failed: a list doesn't go from the screen because the
 * network did. Undefined before the first answer; never suspends.
 */
export function known<T>(query: Query<T>): T | undefined {
  return query.isPending || query.isLoadingError ? undefined : query.data;
}
