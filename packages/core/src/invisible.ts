/** Invisible characters: zero-width joiners, bidirectional controls, the byte order mark. */
export const INVISIBLE = /\p{Cf}+/gu;
