/** Candles from candles and trades. */
import type { Candle, Interval, Trade } from '../exchange/model';
import { least, most, quantity } from '../money/money';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const MILLIS: Readonly<Record<Interval, number>> = {
  '1s': SECOND,
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

export function openOf(interval: Interval, millis: number): number {
  const offset = interval === '1w' ? MONDAY_OFFSET : 0;
  return millis - ((millis - offset) % MILLIS[interval]);
}

/** The exchange sends no candle for a period without a trade; a chart shows it, flat, at the last close. */
export function withoutGaps(candles: readonly Candle[], interval: Interval, max: number): readonly Candle[] {
  const filled: Candle[] = [];
  for (const candle of candles) {
    filled.push(...flats(filled.at(-1), candle.openMillis, interval, max), candle);
  }
  return filled.slice(-max);
}

/** The periods between a candle and the next one; never more than `max` of them: a market may have slept for a year. */
function flats(last: Candle | undefined, nextMillis: number, interval: Interval, max: number): readonly Candle[] {
  if (last === undefined) {
    return [];
  }
  const between: Candle[] = [];
  const from = Math.max(last.openMillis + MILLIS[interval], nextMillis - max * MILLIS[interval]);
  for (let at = from; at < nextMillis; at += MILLIS[interval]) {
    between.push(flat(last, at));
  }
  return between;
}

/** So many quiet periods are drawn before a live trade; the next reading of candles draws all. */
const QUIET_MAX = 600;

/** What becomes of the last candle with these trades, oldest first: each period once, as it is at their end. */
export function growth(last: Candle | undefined, trades: readonly Trade[], interval: Interval): readonly Candle[] {
  const candles: Candle[] = [];
  let now = last;
  for (const trade of trades) {
    const next = grown(now, trade, interval);
    if (next !== null) {
      if (next.openMillis === candles.at(-1)?.openMillis) {
        candles.pop();
      }
      candles.push(...flats(now, next.openMillis, interval, QUIET_MAX), next);
      now = next;
    }
  }
  return candles;
}

/** The candle that is open once `trade` has happened; null when the trade is older than `last`. */
export function grown(last: Candle | undefined, trade: Trade, interval: Interval): Candle | null {
  const openMillis = openOf(interval, trade.atMillis);
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
