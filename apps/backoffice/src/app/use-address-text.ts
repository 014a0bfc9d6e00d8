import { useEffect, useRef, useState } from 'react';

/**
 * The text of a field that the address keeps. The field shows what is typed at once, since the address follows a moment
 * later and would put an older text under the cursor; a change of the address that the field didn't make is shown.
 */
export function useAddressText(inAddress: string, write: (text: string) => void) {
  const [text, setText] = useState(inAddress);
  /** What was written and hasn't come back yet, in order. */
  const underWay = useRef<string[]>([]);

  useEffect(() => {
    const arrived = underWay.current.lastIndexOf(inAddress);
    if (arrived === -1) setText(inAddress);
    underWay.current = underWay.current.slice(arrived + 1);
  }, [inAddress]);

  function type(typed: string) {
    setText(typed);
    if (typed === (underWay.current.at(-1) ?? inAddress)) return;
    underWay.current.push(typed);
    write(typed);
  }

  return [text, type] as const;
}
