/** Between prices, which are whole units, and heights of the chart, which are not. */
import type { Market } from '../exchange/model';
import { forDrawing, least, most, price, type Price } from '../money/money';

export const heightOf = (at: Price, { scales }: Market): number => forDrawing(at, scales.price);

/** The price that a height points at: the nearest whole number of ticks that the market takes. */
export function priceAt(height: number, { tick, scales, priceMax }: Market): Price {
  const ticks = BigInt(Math.round(Math.max(0, height) / forDrawing(tick, scales.price)));
  return least(most(price(ticks * tick), tick), price(priceMax - (priceMax % tick)));
}
