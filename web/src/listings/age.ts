import { numeral } from '../money/numerals';
import type { ListingWords } from './words';

/** How old something is, in the largest unit of which there are two or more. */
export function ageText(seconds: number, words: ListingWords): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) {
    return words.days(numeral(Math.floor(hours / 24)));
  }
  if (minutes >= 120) {
    return words.hours(numeral(hours));
  }
  return seconds >= 120 ? words.minutes(numeral(minutes)) : words.seconds(numeral(seconds));
}
