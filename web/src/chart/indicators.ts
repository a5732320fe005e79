/**
 * Indicators as numbers of the chart: points to draw, never money. Of each candle one value, null before there are enough candles.
 * The conventions are those of `published/`: an exponential mean begins with the plain mean of its first period, RSI is Wilder's, the
 * deviation of bands is that of the whole (not of a sample).
 */
export type Curve = readonly (number | null)[];

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

export interface Bands {
  readonly middle: Curve;
  readonly top: Curve;
  readonly bottom: Curve;
}

/** The mean of the last `period` values, and so many deviations above and below it. */
export function bollinger(values: readonly number[], period: number, deviations: number): Bands {
  const middle = sma(values, period);
  const reach = middle.map((mean, at) => {
    if (mean === null) {
      return null;
    }
    let squares = 0;
    for (let other = at - period + 1; other <= at; other++) {
      squares += ((values[other] ?? mean) - mean) ** 2;
    }
    return deviations * Math.sqrt(squares / period);
  });
  return { middle, top: together(middle, reach, sum), bottom: together(middle, reach, difference) };
}

/** Between 0, only losses, and 100, only gains. */
export function rsi(values: readonly number[], period: number): Curve {
  let [gain, loss] = [0, 0];
  return values.map((value, at) => {
    if (at === 0) {
      return null;
    }
    const change = value - (values[at - 1] ?? value);
    // The first period is a plain mean, from then on the mean of before weighs the rest.
    const kept = at <= period ? 1 : (period - 1) / period;
    gain = gain * kept + Math.max(change, 0) / period;
    loss = loss * kept + Math.max(-change, 0) / period;
    return at < period ? null : loss === 0 ? 100 : 100 - 100 / (1 + gain / loss);
  });
}

export interface Macd {
  readonly macd: Curve;
  readonly signal: Curve;
  readonly histogram: Curve;
}

/** A fast exponential mean less a slow one, and the exponential mean of that. */
export function macd(values: readonly number[], fast: number, slow: number, signalPeriod: number): Macd {
  const line = together(ema(values, fast), ema(values, slow), difference);
  const known = line.filter((value) => value !== null);
  const signal = [...nulls(line.length - known.length), ...ema(known, signalPeriod)];
  return { macd: line, signal, histogram: together(line, signal, difference) };
}

/**
 * What was paid for a whole one in the mean.
 *
 * @param quote what was paid in each candle
 * @param base what was traded in each candle
 * @param begins whether the mean begins anew with a candle
 */
export function vwap(quote: readonly number[], base: readonly number[], begins: (at: number) => boolean): Curve {
  let [paid, traded] = [0, 0];
  return quote.map((value, at) => {
    if (begins(at)) {
      [paid, traded] = [0, 0];
    }
    paid += value;
    traded += base[at] ?? 0;
    return traded === 0 ? null : paid / traded;
  });
}

/** The same over the last `period` candles. */
export function rollingVwap(quote: readonly number[], base: readonly number[], period: number): Curve {
  return together(sma(quote, period), sma(base, period), (paid, traded) => (traded === 0 ? null : paid / traded));
}

const sum = (a: number, b: number): number => a + b;
const difference = (a: number, b: number): number => a - b;
const nulls = (count: number): Curve => Array.from({ length: count }, () => null);

const together = (one: Curve, other: Curve, of: (a: number, b: number) => number | null): Curve =>
  one.map((value, at) => {
    const beside = other[at] ?? null;
    return value === null || beside === null ? null : of(value, beside);
  });
