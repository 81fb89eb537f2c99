/** Nothing was saved, by choice: that is no fault, and what was typed can be taken up again. */
export class Kept extends Error {}
