// One door to the catalogue: a namespace of single functions, so that a bundle keeps only those it calls.
export * as m from './generated/messages/_index.js';
