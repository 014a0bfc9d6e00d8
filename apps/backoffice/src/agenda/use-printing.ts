import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True from the moment the browser is about to print until it has; what is only for paper is drawn then. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The page is read right after this event: the drawing can't wait for React's own pace.
    const start = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', start);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', start);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}
