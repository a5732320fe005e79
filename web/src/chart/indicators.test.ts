import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bollinger, ema, macd, rollingVwap, rsi, sma, vwap, type Curve } from './indicators';

/** A column of published values; null where the publisher has none. */
function published(file: string): (column: string) => Curve {
  const [head = '', ...lines] = readFileSync(`${import.meta.dirname}/published/${file}`, 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  return (column) => {
    const at = names.indexOf(column);
    return lines.map((line) => (line.split(',')[at] === '' ? null : Number(line.split(',')[at])));
  };
}

const numbers = (curve: Curve): readonly number[] => curve.map((value) => value ?? NaN);

/** As far as the publisher's digits go, wherever they have a value. */
function expectAs(computed: Curve, values: Curve, digits: number): void {
  let compared = 0;
  values.forEach((value, at) => {
    if (value !== null) {
      compared++;
      expect(computed[at], `row ${at}`).toBeCloseTo(value, digits);
    }
  });
  expect(compared).toBeGreaterThan(50);
}

describe('indicators, against values that others published', () => {
  it('means, plain and exponential, and the relative strength', () => {
    const of = published('averages.csv');
    const closes = numbers(of('close'));
    expectAs(sma(closes, 14), of('sma14'), 1.9);
    expectAs(ema(closes, 14), of('ema14'), 1.9);
    expectAs(rsi(closes, 14), of('rsi14'), 4);
  });

  it('bands', () => {
    const of = published('bands.csv');
    const { middle, top, bottom } = bollinger(numbers(of('close')), 20, 2);
    expectAs(middle, of('middle20'), 3.5);
    expectAs(top, of('top2'), 3.5);
    expectAs(bottom, of('bottom2'), 3.5);
  });

  it('the convergence of two means', () => {
    const of = published('macd.csv');
    const computed = macd(numbers(of('close')), 12, 26, 9);
    expectAs(computed.macd, of('macd'), 4.8);
    expectAs(computed.signal, of('signal'), 4.8);
    expectAs(computed.histogram, of('histogram'), 4.8);
  });

  it('the mean of what was paid', () => {
    const of = published('vwap.csv');
    const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map((name) =>
      numbers(of(name)),
    );
    // Their candles do not say what was paid: they take it to be the mean of four prices.
    const quote = volume!.map((base, at) => (base * (open![at]! + high![at]! + low![at]! + close![at]!)) / 4);
    expectAs(rollingVwap(quote, volume!, 50), of('vwap50'), 3.5);
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

  it('of what was paid begins anew, and says nothing where nothing was traded', () => {
    expect(vwap([10, 30, 0, 8], [1, 1, 0, 2], (at) => at === 2)).toEqual([10, 20, null, 4]);
    expect(rollingVwap([0, 6], [0, 2], 1)).toEqual([null, 3]);
  });
});
