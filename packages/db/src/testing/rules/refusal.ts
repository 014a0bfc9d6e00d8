/** Statements against the world of `world.ts`, each undone after it was tried. */
export type Refusal = {
  /** Each must be refused by this rule and by no other, and go through once the rule is gone. */
  refuses: string[];
  /** Each must go through, however near it comes. */
  allows?: string[];
};
