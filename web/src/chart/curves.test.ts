// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { BTC_USDT } from '../exchange/sample';
import { amount, price, quantity } from '../money/money';
import { LOGARITHM } from './axes';
import { barOf, heikinAshi, volumeProfile, type Bar } from './bars';
import { CATALOGUE, isFetched, KINDS, linesOf, titleOf } from './catalogue';
import { chosenIn, isNumber, usual } from './chosen';
import { FORMULAS } from './curves';
import { MEANS } from './means';

const DAY = 86_400_000;
const bar = (at: number, close: number): Bar => ({
  ...{ timestamp: at, open: close, high: close, low: close, close },
  ...{ volume: 2, turnover: 2 * close },
});

describe('the curves of the chosen indicators', () => {
  it('are as many as the catalogue has lines, for every candle', () => {
    const bars = Array.from({ length: 120 }, (_, at) => ({ ...bar(at * 60_000, 100 + (at % 7)), high: 110, low: 90 }));
    for (const kind of KINDS) {
      if (kind === 'volume' || kind === 'profile') {
        continue;
      }
      const curves = (isFetched(kind) ? FORMULAS[kind] : MEANS[kind])(bars, usual(kind));
      expect(Object.keys(curves), kind).toEqual(linesOf(kind, usual(kind)).map((_, at) => String(at)));
      expect(
        Object.values(curves).every((values) => values.length === bars.length),
        kind,
      ).toBe(true);
    }
    expect(KINDS.length).toBeGreaterThanOrEqual(25);
  });

  it('are named as traders write them', () => {
    expect(KINDS.map((kind) => titleOf(kind, usual(kind)))).toEqual(
      expect.arrayContaining(['MA 7', 'EMA 12', 'BB 20 2', 'VWAP 2', 'RSI 14', 'MACD 12 26 9', 'SAR 0.02 0.2', 'OBV']),
    );
    expect(linesOf('ma', [7, 25, 99]).map(({ name }) => name)).toEqual(['', '25', '99']);
    expect(new Set(KINDS.map((kind) => CATALOGUE[kind].short)).size).toBe(KINDS.length);
  });

  it('of the mean that was paid begins anew at midnight, UTC', () => {
    const bars = [bar(DAY - 120_000, 10), bar(DAY - 60_000, 20), bar(DAY, 50), bar(DAY + 60_000, 70)];
    expect(FORMULAS.vwap(bars, [0, 2])[0]).toEqual([10, 15, 50, 60]);
    expect(FORMULAS.vwap(bars, [2, 2])[0]).toEqual([null, 15, 35, 60]);
  });

  it('are of candles as numbers of the chart', () => {
    const candle = {
      openMillis: 0,
      ...{ open: price(65_000n), high: price(65_100n), low: price(64_900n), close: price(65_025n) },
      ...{ volume: quantity(150_000_000n), quoteVolume: amount(975_000_000n) },
    };
    expect(barOf(candle, BTC_USDT)).toMatchObject({ open: 650, close: 650.25, volume: 1.5, turnover: 975 });
  });
});

describe('candles drawn otherwise', () => {
  it('are averaged with the candle before them', () => {
    const [first, second] = heikinAshi([
      { ...bar(0, 10), open: 8, high: 12, low: 6 },
      { ...bar(1, 14), open: 10, high: 15, low: 9 },
    ]);
    expect(first).toEqual({ open: 9, high: 12, low: 6, close: 9 });
    expect(second).toEqual({ open: 9, high: 15, low: 9, close: 12 });
  });

  it('spread their volume over their prices', () => {
    const rows = volumeProfile(
      [
        { ...bar(0, 0), low: 0, high: 10, volume: 10 },
        { ...bar(1, 9), volume: 5 },
      ],
      2,
    );
    expect(rows.map(({ from, to, volume }) => [from, to, volume])).toEqual([
      [0, 5, 5],
      [5, 10, 10],
    ]);
    expect(volumeProfile([], 3)).toEqual([]);
    expect(volumeProfile([bar(0, 5)], 3)).toEqual([]);
  });

  it('stand on a logarithmic axis at any price, below 1 too', () => {
    for (const value of [0.000_042, 0.7, 1, 65_000]) {
      expect(LOGARITHM.realValueToValue(LOGARITHM.valueToRealValue(value))).toBeCloseTo(value, 9);
    }
    expect(LOGARITHM.valueToRealValue(0.01) < LOGARITHM.valueToRealValue(0.02)).toBe(true);
    expect(Number.isFinite(LOGARITHM.valueToRealValue(0))).toBe(true);
  });
});

describe('the indicators a person chose', () => {
  it('are those stored, unless an older page or another program wrote it', () => {
    expect(chosenIn({ rsi: [9], macd: [5, 35, 5], sar: [0.02, 0.2] })).toEqual({
      rsi: [9],
      macd: [5, 35, 5],
      sar: [0.02, 0.2],
    });
    expect(
      chosenIn({ ma: [7, 25], ema: [0, 3], obv: [], rsi: [1.5], trix: [9, 9], bollinger: ['20', 2], x: [1] }),
    ).toEqual({ ma: [7, 25, 99], obv: [] });
    expect(chosenIn([])).toEqual(chosenIn(null));
    expect(Object.keys(chosenIn(null))).toEqual(['ma', 'volume']);
    expect([isNumber('rsi', 0, 14), isNumber('rsi', 0, 0), isNumber('rsi', 1, 14)]).toEqual([true, false, false]);
  });
});
