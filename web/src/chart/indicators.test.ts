import { describe, expect, it } from 'vitest';
import {
  adx,
  bollinger,
  keltner,
  macd,
  pivots,
  rollingVwap,
  rollingVwapBands,
  rsi,
  sar,
  stochasticRsi,
  vwap,
  vwapBands,
} from './indicators';
import { ema, sma } from './means';
import { barsOf, expectAs, hasPublished, numbers, published } from './published-values';
import { wavingBars } from './test-bars';

describe.skipIf(!hasPublished)('indicators, against values that others published', () => {
  it('means, plain and exponential, and the relative strength', () => {
    const of = published('spy_with_indicators.txt');
    const closes = numbers(of('Close'));
    expectAs(sma(closes, 14), of('SMA14'), 1.9);
    expectAs(ema(closes, 14), of('EMA14'), 1.9);
    expectAs(rsi(closes, 14), of('RSI 14 Wilder'), 4);
  });

  it('bands', () => {
    const of = published('spy_bollinger_bands.txt');
    const { middle, top, bottom } = bollinger(numbers(of('Close')), 20, 2);
    expectAs(middle, of('Moving Average 20'), 3.5);
    expectAs(top, of('Bollinger Bands® 20 2 Top'), 3.5);
    expectAs(bottom, of('Bollinger Bands® 20 2 Bottom'), 3.5);
  });

  it('the convergence of two means', () => {
    const of = published('spy_with_macd.txt');
    const computed = macd(numbers(of('Close')), 12, 26, 9);
    expectAs(computed.macd, of('MACD'), 4.8);
    expectAs(computed.signal, of('Signal'), 4.8);
    expectAs(computed.histogram, of('Histogram'), 4.8);
  });

  it('the mean of what was paid', () => {
    const of = published('spy_with_vwap.txt');
    const [open, high, low, close, volume] = ['Open', 'High', 'Low', 'Close', 'Volume'].map((name) =>
      numbers(of(name)),
    );
    // Their candles do not say what was paid: they take it to be the mean of four prices.
    const quote = volume!.map((base, at) => (base * (open![at]! + high![at]! + low![at]! + close![at]!)) / 4);
    expectAs(rollingVwap(quote, volume!, 50), of('Moving VWAP 50'), 3.5);
  });

  it('the channel of mean true ranges', () => {
    const of = published('spy_with_keltner.csv');
    const { middle, top, bottom } = keltner(barsOf(of), 20, 1.5);
    expectAs(middle, of('Middle Band'), 3.5);
    expectAs(top, of('Keltner Channels 20 Top'), 3.5);
    expectAs(bottom, of('Keltner Channels 20 Bottom'), 3.5);
  });

  it('directional movement', () => {
    const of = published('spy_with_adx.txt');
    const computed = adx(barsOf(of), 14);
    expectAs(computed.plus, of('+DI14'), 2);
    expectAs(computed.minus, of('-DI14'), 2);
    expectAs(computed.adx, of('ADX 14'), 2);
  });
});

describe('an indicator', () => {
  it('has no value before there are enough candles', () => {
    expect(sma([1, 2, 3], 4)).toEqual([null, null, null]);
    expect(ema([1, 2], 2)).toEqual([null, 1.5]);
    expect(rsi([1, 2], 2)).toEqual([null, null]);
    expect(macd([1, 2, 3], 1, 2, 2)).toEqual({
      macd: [null, 0.5, 0.5],
      signal: [null, null, 0.5],
      histogram: [null, null, 0],
    });
    expect(bollinger([], 20, 2)).toEqual({ middle: [], top: [], bottom: [] });
  });

  it('of strength is 100 where nothing was ever lost, and 0 where nothing was won', () => {
    expect(rsi([1, 2, 3, 4], 2).slice(2)).toEqual([100, 100]);
    expect(rsi([4, 3, 2, 1], 2).slice(2)).toEqual([0, 0]);
  });

  it('that stops and reverses runs after the price, never into the last two candles, and jumps once it is met', () => {
    const bars = [
      [10, 9],
      [11, 10],
      [12, 10.5],
      [13, 11],
      [12.5, 8],
      [9, 7],
      [8, 6.5],
    ].map(([high = 0, low = 0]) => ({ high, low, close: low }));
    const [first, ...stops] = sar(bars, 0.02, 0.2);
    expect(first).toBeNull();
    expect(stops.map((stop) => Number(stop?.toFixed(4)))).toEqual([9, 9, 9.12, 13, 13, 12.76]);
    expect(sar([], 0.02, 0.2)).toEqual([]);
    expect(sar([{ high: 2, low: 1, close: 1 }], 0.02, 0.2)).toEqual([null]);
  });

  it('of pivots is made of the day before, from its second day on', () => {
    const bars = [
      { high: 12, low: 8, close: 9 },
      { high: 14, low: 10, close: 13 },
      { high: 20, low: 18, close: 19 },
    ];
    const levels = pivots(bars, (at) => at === 2);
    const [high, low, middle] = [14, 8, 35 / 3];
    expect(levels.P).toEqual([null, null, middle]);
    expect([levels.R1[2], levels.S1[2]]).toEqual([2 * middle - low, 2 * middle - high]);
    expect([levels.R2[2], levels.S2[2]]).toEqual([middle + 6, middle - 6]);
    expect([levels.R3[2], levels.S3[2]]).toEqual([high + 2 * (middle - low), low - 2 * (high - middle)]);
  });

  it('of strength between its extremes is in percent, and nothing where it stands still', () => {
    const closes = wavingBars(101).map(({ close }) => close);
    const { k, d } = stochasticRsi(closes, 14, 3, 3);
    const strength = rsi(closes, 14);
    const raw = (at: number): number => {
      const last = strength.slice(at - 13, at + 1).map(Number);
      return (100 * (Number(strength[at]) - Math.min(...last))) / (Math.max(...last) - Math.min(...last));
    };
    const mean = (at: number): number => (raw(at) + raw(at - 1) + raw(at - 2)) / 3;
    expect(k.findIndex((value) => value !== null)).toBe(29);
    expect(k[60]).toBeCloseTo(mean(60), 8);
    expect(d[60]).toBeCloseTo((mean(60) + mean(59) + mean(58)) / 3, 8);
    expect(stochasticRsi([1, 1, 1, 1, 1], 2, 1, 1).k.at(-1)).toBe(0);
  });

  it('of bands around what was paid weighs each price by what was traded', () => {
    const { middle, top, bottom } = vwapBands([10, 60], [1, 3], () => false, 2);
    expect(middle).toEqual([10, 17.5]);
    // One at 10, three at 20: a deviation of the root of 18.75.
    expect(top[1]).toBeCloseTo(17.5 + 2 * Math.sqrt(18.75), 10);
    expect(bottom[1]).toBeCloseTo(17.5 - 2 * Math.sqrt(18.75), 10);
  });

  it('of what was paid begins anew, and says nothing where nothing was traded', () => {
    expect(vwap([10, 30, 0, 8], [1, 1, 0, 2], (at) => at === 2)).toEqual([10, 20, null, 4]);
    expect(rollingVwap([0, 6], [0, 2], 1)).toEqual([null, 3]);
    const since = vwapBands([10, 60], [1, 3], () => false, 2);
    const rolling = rollingVwapBands([10, 60], [1, 3], 2, 2);
    for (const band of ['middle', 'top', 'bottom'] as const) {
      expect(rolling[band][1], band).toBeCloseTo(since[band][1] ?? NaN, 9);
    }
    expect(rollingVwapBands([0, 6], [0, 2], 1, 2).top).toEqual([null, 3]);
  });
});
