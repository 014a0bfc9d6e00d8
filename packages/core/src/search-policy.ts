/**
 * Free slots of one day that a search of the whole clinic counts at most; a screen then says "more than 99". Nobody reads
 * how many thousands there are, and counting them costs as much as they are many.
 */
export const mostCountedADay = 100;
