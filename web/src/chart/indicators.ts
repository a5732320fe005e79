/**
 * Indicators as numbers of the chart: points to draw, never money. Each candle has one value, null before there are
 * enough candles. The conventions are those of most programs (`indicators.test.ts`): an exponential mean begins with
 * the plain mean of its first period, RSI is Wilder's, the deviation of bands is that of the whole (not of a sample).
 */
import { ema, sma, type Curve } from './means';

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
  return { middle, top: combined(middle, reach, sum), bottom: combined(middle, reach, difference) };
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
  const line = combined(ema(values, fast), ema(values, slow), difference);
  const known = line.filter((value) => value !== null);
  const signal = [...nulls(line.length - known.length), ...ema(known, signalPeriod)];
  return { macd: line, signal, histogram: combined(line, signal, difference) };
}

/**
 * Mean price that was paid for a whole unit.
 *
 * @param quote amount paid in each candle
 * @param base quantity traded in each candle
 * @param begins true if the mean begins anew with a candle
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
  return combined(sma(quote, period), sma(base, period), (paid, traded) => (traded === 0 ? null : paid / traded));
}

/** The same with bands. */
export function rollingVwapBands(
  quote: readonly number[],
  base: readonly number[],
  period: number,
  deviations: number,
): Bands {
  const middle = rollingVwap(quote, base, period);
  const squares = quote.map((paid, at) => (base[at] ? paid ** 2 / base[at] : 0));
  const reach = combined(middle, rollingVwap(squares, base, period), (mean, square) => {
    return deviations * Math.sqrt(Math.max(0, square - mean ** 2));
  });
  return { middle, top: combined(middle, reach, sum), bottom: combined(middle, reach, difference) };
}

/** Since it began, with bands: so many deviations of the prices paid, weighed by what was traded. */
export function vwapBands(
  quote: readonly number[],
  base: readonly number[],
  begins: (at: number) => boolean,
  deviations: number,
): Bands {
  const middle = vwap(quote, base, begins);
  let [squares, traded] = [0, 0];
  const reach = middle.map((mean, at) => {
    if (begins(at)) {
      [squares, traded] = [0, 0];
    }
    const [paid, of] = [quote[at] ?? 0, base[at] ?? 0];
    squares += of === 0 ? 0 : paid ** 2 / of;
    traded += of;
    return mean === null ? null : deviations * Math.sqrt(Math.max(0, squares / traded - mean ** 2));
  });
  return { middle, top: combined(middle, reach, sum), bottom: combined(middle, reach, difference) };
}

/** The largest of: the candle's reach, and how far its ends are from the close before it. */
export const trueRange = (bars: readonly HighLowClose[]): readonly number[] =>
  bars.map(({ high, low }, at) => {
    const before = bars[at - 1]?.close;
    return before === undefined ? high - low : Math.max(high - low, Math.abs(high - before), Math.abs(low - before));
  });

/** The mean of the typical price, and so many mean true ranges above and below it. */
export function keltner(bars: readonly HighLowClose[], period: number, ranges: number): Bands {
  const typical = bars.map(({ high, low, close }) => (high + low + close) / 3);
  const middle = sma(typical, period);
  const reach = sma(trueRange(bars), period).map((mean) => (mean === null ? null : mean * ranges));
  return { middle, top: combined(middle, reach, sum), bottom: combined(middle, reach, difference) };
}

/** Wilder's mean: plain over the first period, from then on the mean of before weighs the rest. */
function wilder(values: Curve, period: number): Curve {
  const first = values.findIndex((value) => value !== null);
  let mean = 0;
  return values.map((value, at) => {
    const count = at - first + 1;
    if (first < 0 || count < 1) {
      return null;
    }
    mean += ((value ?? 0) - (count <= period ? 0 : mean)) / period;
    return count < period ? null : mean;
  });
}

export interface Directional {
  readonly adx: Curve;
  readonly plus: Curve;
  readonly minus: Curve;
}

/** Wilder's directional movement: how strong a trend is, and its two sides, in percent. */
export function adx(bars: readonly HighLowClose[], period: number): Directional {
  const moves = bars.map(({ high, low }, at) => {
    const before = bars[at - 1];
    const [up, down] = before === undefined ? [0, 0] : [high - before.high, before.low - low];
    return { plus: up > down && up > 0 ? up : 0, minus: down > up && down > 0 ? down : 0 };
  });
  // The first candle has no candle before it to move from.
  const smooth = (values: readonly number[]): Curve => wilder([null, ...values.slice(1)].slice(0, bars.length), period);
  const ranges = smooth(trueRange(bars));
  const share = (part: Curve): Curve =>
    combined(part, ranges, (move, range) => (range === 0 ? 0 : (100 * move) / range));
  const plus = share(smooth(moves.map((move) => move.plus)));
  const minus = share(smooth(moves.map((move) => move.minus)));
  const dx = combined(plus, minus, (up, down) => (up + down === 0 ? 0 : (100 * Math.abs(up - down)) / (up + down)));
  return { adx: wilder(dx, period), plus, minus };
}

export interface Stochastic {
  readonly k: Curve;
  readonly d: Curve;
}

/** Where the relative strength stands between its lowest and highest of a period, smoothed, and the mean of that. */
export function stochasticRsi(values: readonly number[], period: number, smooth: number, signal: number): Stochastic {
  const strength = rsi(values, period);
  const raw = strength.map((value, at) => {
    const last = strength.slice(Math.max(0, at - period + 1), at + 1).filter((known) => known !== null);
    if (value === null || last.length < period) {
      return null;
    }
    const [low, high] = [Math.min(...last), Math.max(...last)];
    return high === low ? 0 : (100 * (value - low)) / (high - low);
  });
  const k = meanOf(raw, smooth);
  return { k, d: meanOf(k, signal) };
}

/** The plain mean of what is known; nothing before. */
function meanOf(values: Curve, period: number): Curve {
  const known = values.filter((value) => value !== null);
  return [...nulls(values.length - known.length), ...sma(known, period)];
}

/** Wilder's stop and reverse: it runs after the price and jumps to the other side once the price has met it. */
export function sar(bars: readonly HighLowClose[], step: number, most: number): Curve {
  const [first, second] = bars;
  if (first === undefined || second === undefined) {
    return nulls(bars.length);
  }
  let rises = second.high + second.low >= first.high + first.low;
  let [stop, furthest] = rises ? [first.low, second.high] : [first.high, second.low];
  let pace = step;
  return bars.map((bar, at) => {
    if (at < 2) {
      return at === 0 ? null : stop;
    }
    const behind = [bars[at - 1] ?? bar, bars[at - 2] ?? bar];
    stop += pace * (furthest - stop);
    stop = rises ? Math.min(stop, ...behind.map(({ low }) => low)) : Math.max(stop, ...behind.map(({ high }) => high));
    if (rises ? bar.low < stop : bar.high > stop) {
      [stop, furthest] = [furthest, rises ? bar.low : bar.high];
      [rises, pace] = [!rises, step];
    } else if (rises ? bar.high > furthest : bar.low < furthest) {
      furthest = rises ? bar.high : bar.low;
      pace = Math.min(pace + step, most);
    }
    return stop;
  });
}

export const PIVOTS = ['P', 'R1', 'S1', 'R2', 'S2', 'R3', 'S3'] as const;

/**
 * The classic pivots of the period before: its mean of high, low and close, with three resistances and three supports.
 *
 * @param begins true if a period begins with a candle
 */
export function pivots(
  bars: readonly HighLowClose[],
  begins: (at: number) => boolean,
): Readonly<Record<(typeof PIVOTS)[number], Curve>> {
  let before: HighLowClose | null = null;
  let now: HighLowClose | null = null;
  const levels = bars.map((bar, at) => {
    if (begins(at)) {
      [before, now] = [now, null];
    }
    now =
      now === null ? bar : { high: Math.max(now.high, bar.high), low: Math.min(now.low, bar.low), close: bar.close };
    return before === null ? null : levelsOf(before);
  });
  const curve = (name: (typeof PIVOTS)[number]): Curve => levels.map((level) => level?.[name] ?? null);
  return {
    P: curve('P'),
    R1: curve('R1'),
    S1: curve('S1'),
    R2: curve('R2'),
    S2: curve('S2'),
    R3: curve('R3'),
    S3: curve('S3'),
  };
}

function levelsOf({ high, low, close }: HighLowClose): Readonly<Record<(typeof PIVOTS)[number], number>> {
  const middle = (high + low + close) / 3;
  const reach = high - low;
  return {
    P: middle,
    R1: 2 * middle - low,
    S1: 2 * middle - high,
    R2: middle + reach,
    S2: middle - reach,
    R3: high + 2 * (middle - low),
    S3: low - 2 * (high - middle),
  };
}

export interface HighLowClose {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const sum = (a: number, b: number): number => a + b;
const difference = (a: number, b: number): number => a - b;
const nulls = (count: number): Curve => Array.from({ length: count }, () => null);

const combined = (one: Curve, other: Curve, of: (a: number, b: number) => number | null): Curve =>
  one.map((value, at) => {
    const beside = other[at] ?? null;
    return value === null || beside === null ? null : of(value, beside);
  });
