/** Lists that stay short. */
import { readable } from '../../money/numerals';

const SHOWN_MAX = 5;

/** The first of a list, and how many more there are. */
export const shortList = (all: readonly string[]): string =>
  all.length > SHOWN_MAX
    ? `${all.slice(0, SHOWN_MAX).join(', ')} … (+${readable(String(all.length - SHOWN_MAX))})`
    : all.join(', ');
