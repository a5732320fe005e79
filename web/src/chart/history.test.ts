import { describe, expect, it } from 'vitest';
import type { Candle } from '../exchange/model';
import { amount, price, quantity } from '../money/money';
import { CandleHistory, KEPT_MAX } from './history';

const MINUTE = 60_000;
const candle = (at: number, close = 100n): Candle => ({
  openMillis: at * MINUTE,
  ...{ open: price(100n), high: price(200n), low: price(50n), close: price(close) },
  ...{ volume: quantity(7n), quoteVolume: amount(9n) },
});
const from = (first: number, last: number): readonly Candle[] =>
  Array.from({ length: last - first + 1 }, (_, at) => candle(first + at));
const minutesOf = (history: CandleHistory): readonly number[] =>
  (history.candles() ?? []).map(({ openMillis }) => openMillis / MINUTE);

describe('the past of a market', () => {
  it('is what was read last, and before it what was asked for', () => {
    const history = new CandleHistory('1m');
    history.latest(from(10, 12));
    expect(history.before()).toBe(10 * MINUTE);
    history.older(from(7, 9));
    expect(minutesOf(history)).toEqual([7, 8, 9, 10, 11, 12]);
    history.latest([candle(11), candle(12, 120n), candle(13)]);
    expect(minutesOf(history)).toEqual([7, 8, 9, 10, 11, 12, 13]);
    expect(history.candles()?.[5]?.close).toBe(120n);
    expect(history.before()).toBe(7 * MINUTE);
  });

  it('ends where the exchange knows nothing older', () => {
    const history = new CandleHistory('1m');
    expect(history.before()).toBeNull();
    history.latest(from(1, 2));
    history.older([]);
    expect(history.before()).toBeNull();
    history.latest(from(2, 3));
    expect(history.before()).toBeNull();
  });

  it('has no hole where a page slept: what lies between is asked for again', () => {
    const history = new CandleHistory('1m');
    history.latest(from(1, 5));
    history.older([]);
    history.latest(from(900, 905));
    expect(minutesOf(history)).toEqual([900, 901, 902, 903, 904, 905]);
    expect(history.before()).toBe(900 * MINUTE);
  });

  it('grows no further than is kept, in which order it may come', () => {
    const history = new CandleHistory('1m');
    history.latest(from(KEPT_MAX, KEPT_MAX + 999));
    history.older(from(0, KEPT_MAX - 1));
    expect(history.candles()).toHaveLength(KEPT_MAX);
    expect(history.before()).toBeNull();
    expect(minutesOf(history).at(-1)).toBe(KEPT_MAX + 999);
  });

  it('grows with the exchange’s own candles: the last one as it is now, quiet periods between, nothing from before', () => {
    const history = new CandleHistory('1m');
    expect(history.grows(candle(1))).toEqual([]);
    history.latest(from(1, 2));
    expect(history.grows(candle(2, 130n)).map(({ close }) => close)).toEqual([130n]);
    expect(history.grows(candle(5, 140n)).map(({ openMillis }) => openMillis / MINUTE)).toEqual([3, 4, 5]);
    expect(history.grows(candle(4))).toEqual([]);
    history.older([]);
    expect(minutesOf(history)).toEqual([1, 2, 3, 4, 5]);
    expect(history.candles()?.[1]?.close).toBe(130n);
  });

  it('grows by shorter candles joined to longer ones', () => {
    const second = (at: number, close: bigint): Candle => ({ ...candle(0, close), openMillis: at * 1_000 });
    const history = new CandleHistory('15s');
    history.latest([second(1, 110n), second(14, 120n)]);
    expect(history.grows(second(14, 125n))).toMatchObject([{ openMillis: 0, close: 125n, volume: 14n }]);
    expect(history.grows(second(16, 130n))).toMatchObject([{ openMillis: 15_000, close: 130n, volume: 7n }]);
    expect(history.grows(second(17, 131n))).toMatchObject([{ openMillis: 15_000, close: 131n, volume: 14n }]);
  });
});
