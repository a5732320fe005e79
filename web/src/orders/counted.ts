import { numeral } from '../money/numerals';

/** A list's name with how many rows it has; the bare name while that is not known: nothing yet is not none. */
export const counted = (name: string, rows: readonly unknown[] | undefined): string =>
  rows === undefined ? name : `${name} (${numeral(rows.length)})`;
