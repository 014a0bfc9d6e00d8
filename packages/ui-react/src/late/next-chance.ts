/**
 * Acts once, as soon as it may help to ask again: the network is back, or so many milliseconds have passed. Returns
 * the function that calls it off.
 */
export function atNextChance(act: () => void, afterMs: number): () => void {
  const timer = setTimeout(take, afterMs);
  window.addEventListener('online', take);
  function callOff() {
    clearTimeout(timer);
    window.removeEventListener('online', take);
  }
  function take() {
    callOff();
    act();
  }
  return callOff;
}
