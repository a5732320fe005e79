/** Candles from candles and trades. */
import type { Candle, Interval, Trade } from '../exchange/model';
import { least, most, quantity } from '../money/money';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a candle on the screen is. Those of 15 seconds are put together from those of one. */
export const SPANS = ['1s', '15s', '1m', '5m', '15m', '1h', '4h', '1d', '1w'] as const;
export type Span = (typeof SPANS)[number];

/** What the exchange is asked for. */
export const sourceOf = (span: Span): Interval => (span === '15s' ? '1s' : span);

export const MILLIS: Readonly<Record<Span, number>> = {
  '1s': SECOND,
  '15s': 15 * SECOND,
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '4h': 4 * HOUR,
  '1d': DAY,
  '1w': 7 * DAY,
};

/** 1970 began on a Thursday, a week of candles begins on a Monday. */
const MONDAY_OFFSET = 4 * DAY;

export function openOf(span: Span, millis: number): number {
  const offset = span === '1w' ? MONDAY_OFFSET : 0;
  return millis - ((millis - offset) % MILLIS[span]);
}

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
  const from = Math.max(last.openMillis + MILLIS[span], nextMillis - max * MILLIS[span]);
  for (let at = from; at < nextMillis; at += MILLIS[span]) {
    between.push(flat(last, at));
  }
  return between;
}

/** So many quiet periods are drawn before a live trade; the next reading of candles draws all. */
const QUIET_MAX = 600;

/** What becomes of the last candle with these trades, oldest first: each period once, as it is at their end. */
export function growth(last: Candle | undefined, trades: readonly Trade[], span: Span): readonly Candle[] {
  const candles: Candle[] = [];
  let now = last;
  for (const trade of trades) {
    const next = grown(now, trade, span);
    if (next !== null) {
      if (next.openMillis === candles.at(-1)?.openMillis) {
        candles.pop();
      }
      candles.push(...flats(now, next.openMillis, span, QUIET_MAX), next);
      now = next;
    }
  }
  return candles;
}

/** The candle that is open once `trade` has happened; null when the trade is older than `last`. */
export function grown(last: Candle | undefined, trade: Trade, span: Span): Candle | null {
  const openMillis = openOf(span, trade.atMillis);
  if (last === undefined || openMillis > last.openMillis) {
    const { price, quantity: volume } = trade;
    return { openMillis, open: price, high: price, low: price, close: price, volume };
  }
  if (openMillis < last.openMillis) {
    return null;
  }
  return {
    ...last,
    high: most(last.high, trade.price),
    low: least(last.low, trade.price),
    close: trade.price,
    volume: quantity(last.volume + trade.quantity),
  };
}

const flat = (last: Candle, openMillis: number): Candle => ({
  openMillis,
  open: last.close,
  high: last.close,
  low: last.close,
  close: last.close,
  volume: quantity(0n),
});
