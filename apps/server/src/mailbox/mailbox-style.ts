/** Plain, for the one page that isn't part of an app; the colours are the product's. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --canvas: #f2f5f0; --surface: #ffffff; --line: #d3dcd2; --ink: #14251e; --muted: #4a5d53; --brand: #14594a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0e1714; --surface: #16211d; --line: #2d3d36; --ink: #e9f1ec; --muted: #a6b8af; --brand: #7fd0b2;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem 4rem;
  background: var(--canvas); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif;
}
a { color: var(--brand); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.25rem; overflow-wrap: anywhere; }
h1 a { color: inherit; text-decoration: none; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
header p { color: var(--muted); margin: 0.25rem 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 1.25rem 0; }
input, button {
  font: inherit; min-height: 2.75rem; padding: 0 0.75rem; border-radius: 0.6rem;
  border: 1px solid var(--muted); background: var(--surface); color: var(--ink);
}
input { flex: 1 1 12rem; min-width: 0; }
button { background: var(--brand); color: var(--surface); border-color: transparent; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.mails { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.5rem; }
.mails a {
  display: block; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 0.9rem;
  background: var(--surface); text-decoration: none;
}
.mails a:hover { border-color: var(--brand); }
.subject { display: block; font-weight: 600; color: var(--ink); overflow-wrap: anywhere; }
.meta { color: var(--muted); font-size: 0.9rem; overflow-wrap: anywhere; }
.empty { padding: 2rem 1rem; text-align: center; color: var(--muted); border: 1px dashed var(--line); border-radius: 0.9rem; }
iframe {
  width: 100%; height: min(60rem, 80vh); margin-top: 1rem;
  border: 1px solid var(--line); border-radius: 0.9rem; background: var(--surface);
}
pre {
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: 1rem;
  border: 1px solid var(--line); border-radius: 0.9rem; background: var(--surface);
}
`;
