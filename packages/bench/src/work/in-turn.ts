/** The elements in turn, over and over. */
export function inTurn<T>(list: readonly T[], n: number): T {
  const element = list[n % list.length];
  if (element === undefined) throw new RangeError('There is nothing to take in turn');
  return element;
}
