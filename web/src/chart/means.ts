/** The simple and the exponential mean, with one value for each candle; null before there are enough candles. */
import type { Bar } from './bars';

export type Curve = readonly (number | null)[];

/** The curves of an indicator by the names of its lines. */
export type Curves = Readonly<Record<string, Curve>>;

/** An indicator's curves of candles and its numbers. */
export type Formula = (bars: readonly Bar[], numbers: readonly number[]) => Curves;

/** Curves named by their places, as the catalogue names its lines. */
export const listed = (curves: readonly Curve[]): Curves => Object.fromEntries(curves.map((curve, at) => [at, curve]));

const ofNumbers =
  (mean: (values: readonly number[], period: number) => Curve): Formula =>
  (bars, numbers) => {
    const closes = bars.map(({ close }) => close);
    return listed(numbers.map((period) => mean(closes, period)));
  };

/** The plain mean of the last `period` values. */
export function sma(values: readonly number[], period: number): Curve {
  let sum = 0;
  return values.map((value, at) => {
    sum += value;
    sum -= at >= period ? (values[at - period] ?? 0) : 0;
    return at < period - 1 ? null : sum / period;
  });
}

export function ema(values: readonly number[], period: number): Curve {
  const weight = 2 / (period + 1);
  let mean = 0;
  return values.map((value, at) => {
    if (at < period) {
      mean += value / period;
      return at === period - 1 ? mean : null;
    }
    mean = value * weight + mean * (1 - weight);
    return mean;
  });
}

/** A mean for each of the numbers. */
export const MEANS = { ma: ofNumbers(sma), ema: ofNumbers(ema) } as const;
