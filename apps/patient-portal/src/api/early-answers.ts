declare global {
  interface Window {
    /** By address, what `early.js` asked for before this code was here. */
    vitalmedAsked?: Record<string, Promise<Response>>;
  }
}

/** `fetch` that takes an answer which is under way already, each once; asks anew where that came to nothing. */
export async function fetchOrTake(address: string, init?: RequestInit): Promise<Response> {
  const asked = window.vitalmedAsked?.[address];
  delete window.vitalmedAsked?.[address];
  return (await asked?.catch(() => null)) ?? fetch(address, init);
}
