/** Candles from candles and trades. */
import type { Candle, Interval } from '../exchange/model';
import { amount, least, most, quantity } from '../money/money';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a candle on the screen is. Those of 15 seconds are put together from those of one. */
export const SPANS = [
  '1s',
  '15s',
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '6h',
  '8h',
  '12h',
  '1d',
  '3d',
  '1w',
  '1M',
] as const;
export type Span = (typeof SPANS)[number];

/** Interval that is requested from the exchange. */
export const sourceOf = (span: Span): Interval => (span === '15s' ? '1s' : span);

const MILLIS: Readonly<Record<Exclude<Span, '1M'>, number>> = {
  '1s': SECOND,
  '15s': 15 * SECOND,
  '1m': MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': HOUR,
  '2h': 2 * HOUR,
  '4h': 4 * HOUR,
  '6h': 6 * HOUR,
  '8h': 8 * HOUR,
  '12h': 12 * HOUR,
  '1d': DAY,
  '3d': 3 * DAY,
  '1w': 7 * DAY,
};

/** 1970 began on a Thursday, a week of candles begins on a Monday. */
const MONDAY_OFFSET = 4 * DAY;

export function openOf(span: Span, millis: number): number {
  if (span === '1M') {
    const day = new Date(millis);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth());
  }
  const offset = span === '1w' ? MONDAY_OFFSET : 0;
  return millis - ((millis - offset) % MILLIS[span]);
}

/** When the candle behind one that opens then opens. */
function nextOf(span: Span, openMillis: number): number {
  if (span === '1M') {
    const day = new Date(openMillis);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
  }
  return openMillis + MILLIS[span];
}

/** A moment earlier by about that many candles. */
const before = (span: Span, millis: number, count: number): number =>
  openOf(span, millis - count * (span === '1M' ? 31 * DAY : MILLIS[span]));

/** Joins candles, oldest first, to longer ones. */
export function joined(candles: readonly Candle[], span: Span): readonly Candle[] {
  const longer: Candle[] = [];
  for (const candle of candles) {
    const openMillis = openOf(span, candle.openMillis);
    const last = longer.at(-1);
    if (last?.openMillis === openMillis) {
      longer[longer.length - 1] = {
        ...last,
        high: most(last.high, candle.high),
        low: least(last.low, candle.low),
        close: candle.close,
        volume: quantity(last.volume + candle.volume),
        quoteVolume: amount(last.quoteVolume + candle.quoteVolume),
      };
    } else {
      longer.push({ ...candle, openMillis });
    }
  }
  return longer;
}

/** The exchange sends no candle for a period without a trade; a chart shows it, flat, at the last close. */
export function withoutGaps(candles: readonly Candle[], span: Span, max: number): readonly Candle[] {
  const filled: Candle[] = [];
  for (const candle of candles) {
    filled.push(...flats(filled.at(-1), candle.openMillis, span, max), candle);
  }
  return filled.slice(-max);
}

/** The periods between a candle and the next one; never more than `max` of them: a market may have slept for a year. */
function flats(last: Candle | undefined, nextMillis: number, span: Span, max: number): readonly Candle[] {
  if (last === undefined) {
    return [];
  }
  const between: Candle[] = [];
  const from = Math.max(nextOf(span, last.openMillis), before(span, nextMillis, max));
  for (let at = from; at < nextMillis; at = nextOf(span, at)) {
    between.push(flat(last, at));
  }
  return between;
}

/** Number of quiet periods that are drawn before a live candle; the next reading of candles draws all. */
const QUIET_MAX = 600;

/**
 * Points to draw for the last of these candles, behind one that was drawn: the quiet periods between the two, and
 * itself.
 */
export function grownTo(drawn: Candle | undefined, last: Candle, span: Span): readonly Candle[] {
  return drawn !== undefined && last.openMillis < drawn.openMillis
    ? []
    : [...flats(drawn, last.openMillis, span, QUIET_MAX), last];
}

const flat = (last: Candle, openMillis: number): Candle => ({
  openMillis,
  open: last.close,
  high: last.close,
  low: last.close,
  close: last.close,
  volume: quantity(0n),
  quoteVolume: amount(0n),
});
