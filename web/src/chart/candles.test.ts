import { describe, expect, it } from 'vitest';
import { grownTo, joined, openOf, withoutGaps } from './candles';
import type { Candle } from '../exchange/model';
import { amount, price, quantity } from '../money/money';

const MINUTE = 60_000;
const candle = (openMillis: number, close: bigint): Candle => ({
  openMillis,
  open: price(100n),
  high: price(200n),
  low: price(50n),
  close: price(close),
  volume: quantity(7n),
  quoteVolume: amount(9n),
});
describe('candles', () => {
  it('fill periods without a trade, flat, at the last close', () => {
    const filled = withoutGaps([candle(0, 120n), candle(3 * MINUTE, 130n)], '1m', 100);
    expect(filled.map(({ openMillis, open, close, volume }) => [openMillis, open, close, volume])).toEqual([
      [0, 100n, 120n, 7n],
      [MINUTE, 120n, 120n, 0n],
      [2 * MINUTE, 120n, 120n, 0n],
      [3 * MINUTE, 100n, 130n, 7n],
    ]);
  });

  it('fill at most the shown ones, however long a market slept', () => {
    expect(withoutGaps([candle(0, 1n), candle(10_000_000 * MINUTE, 1n)], '1m', 50)).toHaveLength(50);
  });

  it('join to longer ones', () => {
    const second = (at: number, close: bigint) => candle(at * 1_000, close);
    expect(
      joined([second(0, 110n), second(14, 120n), second(31, 130n)], '15s').map((longer) => [
        longer.openMillis,
        longer.open,
        longer.close,
        longer.volume,
      ]),
    ).toEqual([
      [0, 100n, 120n, 14n],
      [30_000, 100n, 130n, 7n],
    ]);
  });

  it('grow to the last one, over periods without a trade, and never back', () => {
    const drawn = candle(MINUTE, 120n);
    const grown = (last: Candle) => grownTo(drawn, last, '1m').map(({ openMillis, close }) => [openMillis, close]);
    expect(grown(candle(MINUTE, 125n))).toEqual([[MINUTE, 125n]]);
    expect(grown(candle(4 * MINUTE, 80n))).toEqual([
      [2 * MINUTE, 120n],
      [3 * MINUTE, 120n],
      [4 * MINUTE, 80n],
    ]);
    expect(grown(candle(0, 80n))).toEqual([]);
    expect(grownTo(undefined, candle(0, 80n), '1m')).toHaveLength(1);
  });

  it('of a week begin on Monday', () => {
    const friday = Date.UTC(2026, 10, 20, 9);
    expect(new Date(openOf('1w', friday)).toISOString()).toBe('2026-11-16T00:00:00.000Z');
    expect(new Date(openOf('1d', friday)).toISOString()).toBe('2026-11-20T00:00:00.000Z');
  });

  it('of a month begin on its first day, however long it is', () => {
    const march = Date.UTC(2024, 2, 1);
    expect(openOf('1M', Date.UTC(2024, 2, 31, 23, 59))).toBe(march);
    const months = withoutGaps([candle(Date.UTC(2024, 0, 1), 1n), candle(Date.UTC(2024, 4, 1), 2n)], '1M', 100);
    expect(months.map(({ openMillis }) => new Date(openMillis).toISOString().slice(0, 10))).toEqual([
      ...['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'],
    ]);
    expect(withoutGaps([candle(0, 1n), candle(march, 2n)], '1M', 12)).toHaveLength(12);
  });
});
