import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const darkStart = css.indexOf('@variant dark {');
const light = hexTokens(css.slice(0, darkStart));
const dark = { ...light, ...hexTokens(css.slice(darkStart)) };

const STATES = [
  'free',
  'booked',
  'arrived',
  'consulting',
  'completed',
  'cancelled',
  'noshow',
  'withdrawn',
] as const;

const TEXT_PAIRS: [ink: string, ground: string][] = [
  ...['canvas', 'surface', 'sunk'].flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['muted', ground],
    ['brand-ink', ground],
    ['danger-ink', ground],
  ]),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ['brand-ink', 'brand-soft'],
  ['ink', 'brand-soft'],
  ['on-band', 'band'],
  ['on-band-muted', 'band'],
  ['on-accent', 'accent'],
  ['accent-ink', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['on-danger', 'danger'],
  ['danger-ink', 'danger-soft'],
  ['ink', 'danger-soft'],
  ...STATES.flatMap((state): [string, string][] => [
    [`${state}-ink`, `${state}-soft`],
    [`${state}-ink`, 'surface'],
    ['ink', `${state}-soft`],
  ]),
];

/** Borders of controls, focus rings and bars: 3:1 is what WCAG 2.2 asks of what isn't text. */
const SHAPE_PAIRS: [shape: string, ground: string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'canvas'],
  ['focus', 'canvas'],
  ['focus', 'surface'],
  ['brand', 'canvas'],
  ['accent', 'band'],
  ...STATES.map((state): [string, string] => [`${state}-solid`, 'surface']),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_name, tokens) => {
  test.each(TEXT_PAIRS)('lets one read %s on %s', (ink, ground) => {
    expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPE_PAIRS)('lets one see %s on %s', (shape, ground) => {
    expect(contrast(tokens[shape], tokens[ground])).toBeGreaterThanOrEqual(3);
  });
});

function hexTokens(source: string): Record<string, string> {
  return Object.fromEntries(
    [...source.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

/** Contrast of two sRGB colours, 1 to 21, as WCAG 2 defines it. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string | undefined): number {
  if (!hex) throw new Error('a token of the pair is missing');
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
