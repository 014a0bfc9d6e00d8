import { findChromium } from '../../scripts/test/chromium.mjs';

/** When journeys begin, not when their configuration is read: tools that only look at the code need no browser. */
export default function requireChromium(): void {
  if (!findChromium()) throw new Error('No Chromium here: install one, or name it with CHROMIUM_PATH');
}
