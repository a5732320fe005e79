/** Candles for tests, made of two waves: they rise and fall, and no two in a row are alike. */
import type { Bar } from './bars';

const closeOf = (at: number): number => 100 + 10 * Math.sin(at / 5) + ((at * 37) % 11);

export const wavingBars = (count: number): readonly Bar[] =>
  Array.from({ length: count }, (_, at) => {
    const [open, close] = [closeOf(at - 1), closeOf(at)];
    const [high, low] = [Math.max(open, close) + (at % 3), Math.min(open, close) - (at % 5)];
    return { timestamp: at * 86_400_000, open, high, low, close, volume: 100 + ((at * 37) % 91), turnover: 0 };
  });
