import { readdirSync, readFileSync } from 'node:fs';
import { tooNewInScript, tooNewInStyles } from './old-browsers/find.mjs';

/** What may be newer than the oldest browsers all the same, and why. One that isn't met any more has to go. */
const ALLOWED = {
  'Object.hasOwn': 'src/old-browsers.js brings it',
  '.toSorted': 'src/old-browsers.js brings it',
  '.randomUUID': 'src/old-browsers.js brings it',
  requestIdleCallback: 'looked for first; without it a timer does',
  structuredClone: 'solid-query calls it in a try and goes on without',
  '.dispose': 'a method of our own and of solid-query',
  '@property': "Tailwind's @supports block says the same for browsers without",
  ':has':
    'only in what else says the same: a chosen day has an attribute, a focused one an outline by @supports',
  ':selection': 'the colour of selected text',
  'accent-color': 'the colour of a tick',
  outline: 'Safari draws it with square corners',
  resize: 'the handle of a box of text',
  'min-height in dvh': 'the footer ends with the content instead of the screen',
  'text-wrap': 'lines break less evenly',
  'overscroll-behavior-x': 'a swipe past the last day may go back a page',
  'forced-color-adjust': 'only where the reader forces colours, which those browsers then leave as they are',
  translate: 'an arrow moves a little under the pointer',
};

const dist = new URL('../apps/patient-portal/dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), 'utf8');
const names = readdirSync(dist, { recursive: true, encoding: 'utf8' });
const met = names.flatMap((name) => {
  const tooNew = name.endsWith('.js') ? tooNewInScript : name.endsWith('.css') ? tooNewInStyles : null;
  return tooNew ? tooNew(read(name)).map((feature) => ({ name, feature })) : [];
});
const refused = met.filter(({ feature }) => !Object.hasOwn(ALLOWED, feature));
const idle = Object.keys(ALLOWED).filter((allowed) => !met.some(({ feature }) => feature === allowed));

for (const { name, feature } of refused)
  console.error(
    `${name}: iOS 15 or Chrome of 2021 lacks ${feature}. Write it otherwise, or bring it in src/old-browsers.js.`,
  );
for (const feature of idle) console.error(`${feature} isn't met any more: take it from ALLOWED.`);
console.log(`${names.length} built files of the portal read, ${refused.length + idle.length} faults`);
process.exitCode = refused.length + idle.length > 0 ? 1 : 0;
