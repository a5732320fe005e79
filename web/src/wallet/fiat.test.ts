import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { cutTo, timesRate } from './fiat';
import { FIAT_WORDS } from './fiat-words';

describe('worth in a fiat currency', () => {
  it('is cut off, never rounded up, and keeps every digit of a large amount', () => {
    expect(timesRate(1_999_999n, 6, '0.5', 2)).toBe(99n);
    expect(timesRate(123_456_789_012_345_678_901n, 8, '1', 2)).toBe(123_456_789_012_345n);
    expect(timesRate(100_000_000n, 8, '150', 0)).toBe(150n);
    expect(timesRate(1n, 0, 'many', 2)).toBeNull();
  });

  it('shows as many places as its currency has', () => {
    expect([cutTo('-12.34999999', 2), cutTo('7', 2), cutTo('7.9', 0)]).toEqual(['-12.34', '7.00', '7']);
  });

  it('has all its words in every language', () => {
    for (const language of LANGUAGES) {
      expect(Object.values(FIAT_WORDS[language])).not.toContain('');
    }
  });
});
