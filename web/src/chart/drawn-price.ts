/** How the library writes a number at an axis: in the digits of the page's language, which may change while it stands. */
import { readable } from '../money/numerals';

export const drawnPrice = (places: number) => ({
  type: 'custom' as const,
  formatter: (value: number): string => readable(value.toFixed(places)),
  minMove: 1 / 10 ** places,
});
