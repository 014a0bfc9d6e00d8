/** The product's light tokens, inlined: mail programs know no custom properties. */
export const colour = {
  canvas: '#f2f5f0',
  surface: '#ffffff',
  line: '#d3dcd2',
  ink: '#14251e',
  muted: '#4a5d53',
  brand: '#14594a',
  onBrand: '#ffffff',
  sunk: '#e6ece4',
} as const;

export const fontFamily = "Figtree, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** For the programs that honour it; elsewhere the light colours stand. */
export const darkStyles = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .canvas, .canvas > table, .canvas > table > tbody > tr > td { background-color: #0e1714 !important; }
    .surface { background-color: #16211d !important; border-color: #2d3d36 !important; }
    .sunk { background-color: #1f2c27 !important; }
    .ink { color: #e9f1ec !important; }
    .muted { color: #a6b8af !important; }
    .link { color: #7fd0b2 !important; }
    .action { background-color: #7fd0b2 !important; color: #06251c !important; }
  }
`;
