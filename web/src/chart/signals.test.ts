import { describe, expect, it } from 'vitest';
import type { Bar } from './bars';
import { SIGNAL_KINDS, type SignalKind } from './catalogue';
import { trueRange } from './indicators';
import { ema, type Curve } from './means';
import { barsOf, expectAs, hasPublished, published } from './published-values';
import { shifted, SIGNALS } from './signals';
import { wavingBars } from './test-bars';

const line = (kind: SignalKind, bars: readonly Bar[], numbers: readonly number[], at = 0): Curve =>
  SIGNALS[kind](bars, numbers)[at] ?? [];

describe.skipIf(!hasPublished)('indicators of the library, against values that others published', () => {
  it('the mean true range', () => {
    const of = published('spy_atr_wilder.txt');
    expectAs(line('atr', barsOf(of), [14]), of('Average True Range 14'), 4.5);
  });

  it('the commodity channel', () => {
    const of = published('spy_with_cci.txt');
    expectAs(line('cci', barsOf(of), [14]), of('Commodity Channel Index (CCI) 14'), 2.3);
  });

  it('the stochastic', () => {
    const of = published('spy_with_stoch12k3.txt');
    const bars = barsOf(of);
    const known = (values: Curve): Curve => values.map((value, at) => (of('%D 5')[at] === null ? null : value));
    expectAs(line('stochastic', bars, [12, 3, 5]), known(of('Stochastics 12 %K 3')), 3);
    expectAs(line('stochastic', bars, [12, 3, 5], 1), of('%D 5'), 3);
  });

  it('the volume on balance', () => {
    const of = published('spy_with_obv.txt');
    const bars = barsOf(of, of('Volume'));
    // Where it begins is nothing: each counts on from its own.
    const since = (values: Curve): Curve =>
      values.map((value) => (value === null ? null : (value - Number(values[1])) / 1e8));
    expectAs(since(line('obv', bars, [])), since(of('OBV')), 4.5);
  });
});

describe('indicators of the library, against their textbook', () => {
  const bars = wavingBars(101);
  const END = 80;
  const last = (period: number): readonly Bar[] => bars.slice(END - period + 1, END + 1);
  const close = (at: number): number => bars[at]!.close;
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  const high = (period: number, end = END): number =>
    Math.max(...bars.slice(end - period + 1, end + 1).map((bar) => bar.high));
  const low = (period: number, end = END): number =>
    Math.min(...bars.slice(end - period + 1, end + 1).map((bar) => bar.low));
  const middle = (period: number, end = END): number => (high(period, end) + low(period, end)) / 2;
  const typical = (bar: Bar): number => (bar.high + bar.low + bar.close) / 3;
  const weighted = (values: readonly number[]): number =>
    sum(values.map((value, at) => value * (at + 1))) / sum(values.map((_, at) => at + 1));
  const wma = (period: number, end: number): number =>
    weighted(bars.slice(end - period + 1, end + 1).map((bar) => bar.close));
  const at = (kind: SignalKind, numbers: readonly number[], index = 0): number | null | undefined =>
    line(kind, bars, numbers, index)[END];

  it('weighted, smoothed and volume-weighted means', () => {
    expect(at('wma', [20])).toBeCloseTo(wma(20, END), 8);
    const ahead = [3, 2, 1, 0].map((back) => 2 * wma(10, END - back) - wma(20, END - back));
    expect(at('hma', [20])).toBeCloseTo(weighted(ahead), 8);
    const paid = sum(last(20).map((bar) => bar.close * bar.volume)) / sum(last(20).map((bar) => bar.volume));
    expect(at('vwma', [20])).toBeCloseTo(paid, 8);
  });

  it('channels and clouds', () => {
    expect([0, 1, 2].map((index) => at('donchian', [20], index))).toEqual([middle(20), high(20), low(20)]);
    const ichimoku = [0, 1, 2, 3].map((index) => at('ichimoku', [9, 26, 40], index));
    const before = END - 26;
    expect(ichimoku).toEqual([middle(9), middle(26), (middle(9, before) + middle(26, before)) / 2, middle(40, before)]);
    expect(line('ichimoku', bars, [9, 26, 40], 4)[END - 26]).toBe(close(END));
    expect(shifted([1, 2, 3], 1)).toEqual([null, 1, 2]);
    expect(shifted([1, 2, 3], -1)).toEqual([2, 3, null]);
  });

  it('the trend that stops at a mean range', () => {
    const [up, down] = [line('supertrend', bars, [10, 3]), line('supertrend', bars, [10, 3], 1)];
    const ranges = line('atr', bars, [10]);
    let [top, bottom, rises]: [number, number, boolean | null] = [Infinity, -Infinity, null];
    bars.forEach((bar, index) => {
      const range = ranges[index] ?? null;
      if (range === null) {
        return;
      }
      const [half, before] = [(bar.high + bar.low) / 2, bars[index - 1]!.close];
      const isFirst = rises === null;
      top = isFirst || half + 3 * range < top || before > top ? half + 3 * range : top;
      bottom = isFirst || half - 3 * range > bottom || before < bottom ? half - 3 * range : bottom;
      rises = rises === true ? bar.close >= bottom : bar.close > top;
      expect(up[index] ?? null).toEqual(rises ? bottom : null);
      expect(down[index] ?? null).toEqual(rises ? null : top);
    });
    expect(trueRange(bars)).toHaveLength(bars.length);
  });

  it('oscillators', () => {
    expect(at('williams', [14])).toBeCloseTo((-100 * (high(14) - close(END))) / (high(14) - low(14)), 8);
    expect(at('roc', [12])).toBeCloseTo(100 * (close(END) / close(END - 12) - 1), 8);
    expect(at('momentum', [10])).toBeCloseTo(close(END) - close(END - 10), 8);
    const half = (period: number): number => sum(last(period).map((bar) => (bar.high + bar.low) / 2)) / period;
    expect(at('awesome', [5, 34])).toBeCloseTo(half(5) - half(34), 8);
    const known = (values: Curve): readonly number[] => values.filter((value) => value !== null);
    const triple = ema(
      known(
        ema(
          known(
            ema(
              bars.map((bar) => bar.close),
              5,
            ),
          ),
          5,
        ),
      ),
      5,
    ).slice(0, END + 1 - 8);
    const [before, now] = triple.slice(-2) as [number, number];
    expect(at('trix', [5])).toBeCloseTo((100 * (now - before)) / now, 8);
    const since = (which: 'high' | 'low', of: number): number =>
      [...Array(15).keys()].find((back) => bars[END - back]![which] === of)!;
    expect(at('aroon', [14])).toBeCloseTo((100 * (14 - since('high', high(15)))) / 14, 8);
    expect(at('aroon', [14], 1)).toBeCloseTo((100 * (14 - since('low', low(15)))) / 14, 8);
  });

  it('flows of money', () => {
    const flow = (way: 1 | -1): number =>
      sum(
        bars.map((bar, index) =>
          index > END - 14 && index <= END && Math.sign(typical(bar) - typical(bars[index - 1]!)) === way
            ? typical(bar) * bar.volume
            : 0,
        ),
      );
    expect(at('mfi', [14])).toBeCloseTo(100 - 100 / (1 + flow(1) / flow(-1)), 8);
    const moved = last(20).map(
      (bar) => ((bar.close - bar.low - (bar.high - bar.close)) / (bar.high - bar.low)) * bar.volume,
    );
    expect(at('cmf', [20])).toBeCloseTo(sum(moved) / sum(last(20).map((bar) => bar.volume)), 8);
  });

  it('have no value that is none, where a market stood still', () => {
    const still = bars.map((bar) => ({ ...bar, open: 1, high: 1, low: 1, close: 1, volume: 0 }));
    for (const kind of SIGNAL_KINDS) {
      for (const curve of Object.values(SIGNALS[kind](still, [5, 5, 5]))) {
        expect(
          curve.every((value) => value === null || Number.isFinite(value)),
          kind,
        ).toBe(true);
      }
    }
  });
});
