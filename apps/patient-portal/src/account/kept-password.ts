/** A password between two forms of one screen, in memory alone and gone with the screen. */
export type KeptPassword = { typed?: string };
