import { describe, expect, it } from 'vitest';
import { grown, growth, joined, openOf, withoutGaps } from './candles';
import type { Candle, Trade } from '../exchange/model';
import { price, quantity } from '../money/money';

const MINUTE = 60_000;
const candle = (openMillis: number, close: bigint): Candle => ({
  openMillis,
  open: price(100n),
  high: price(200n),
  low: price(50n),
  close: price(close),
  volume: quantity(7n),
});
const trade = (atMillis: number, at: bigint): Trade => ({
  id: '1',
  price: price(at),
  quantity: quantity(3n),
  takerSide: 'buy',
  atMillis,
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

  it('fill no more than are shown, however long a market slept', () => {
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

  it('grow with a trade of their period', () => {
    expect(grown(candle(MINUTE, 120n), trade(MINUTE + 59_999, 250n), '1m')).toMatchObject({
      openMillis: MINUTE,
      open: 100n,
      high: 250n,
      low: 50n,
      close: 250n,
      volume: 10n,
    });
  });

  it('open with the first trade of a period, and never go back', () => {
    expect(grown(candle(0, 120n), trade(MINUTE, 90n), '1m')).toMatchObject({
      openMillis: MINUTE,
      open: 90n,
      volume: 3n,
    });
    expect(grown(undefined, trade(5, 90n), '1m')).toMatchObject({ openMillis: 0 });
    expect(grown(candle(MINUTE, 120n), trade(59_999, 90n), '1m')).toBeNull();
  });

  it('grow by many trades at once, each period told once', () => {
    const trades = [
      trade(MINUTE + 1, 90n),
      trade(MINUTE + 2, 300n),
      trade(2 * MINUTE, 80n),
      trade(2 * MINUTE + 5, 85n),
    ];
    const told = growth(candle(MINUTE, 120n), trades, '1m');
    expect(told.map(({ openMillis, high, close, volume }) => [openMillis, high, close, volume])).toEqual([
      [MINUTE, 300n, 300n, 13n],
      [2 * MINUTE, 85n, 85n, 6n],
    ]);
    expect(growth(candle(MINUTE, 120n), [], '1m')).toEqual([]);
    const afterQuiet = growth(candle(MINUTE, 120n), [trade(4 * MINUTE, 80n)], '1m');
    expect(afterQuiet.map(({ openMillis, close }) => [openMillis, close])).toEqual([
      [2 * MINUTE, 120n],
      [3 * MINUTE, 120n],
      [4 * MINUTE, 80n],
    ]);
  });

  it('of a week begin on Monday', () => {
    const friday = Date.UTC(2026, 10, 20, 9);
    expect(new Date(openOf('1w', friday)).toISOString()).toBe('2026-11-16T00:00:00.000Z');
    expect(new Date(openOf('1d', friday)).toISOString()).toBe('2026-11-20T00:00:00.000Z');
  });
});
