/** Lists that stay short. */

const SHOWN_MAX = 5;

/** The first of a list, and how many more there are. */
export const shortList = (all: readonly string[]): string =>
  all.length > SHOWN_MAX ? `${all.slice(0, SHOWN_MAX).join(', ')} … (+${all.length - SHOWN_MAX})` : all.join(', ');
