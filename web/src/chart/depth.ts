/** The two hills of a book: what stands at a price or better, and where that is on a picture. */
import type { BookPicture } from '../book/live-book';
import type { Level, Market } from '../exchange/model';
import { forDrawing, most, notional, price, quantity, type Amount, type Price, type Quantity } from '../money/money';

export interface Step {
  readonly price: Price;
  /** This level and all better ones. */
  readonly total: Quantity;
  readonly quote: Amount;
}

export interface Hills {
  /** Best first. */
  readonly bids: readonly Step[];
  readonly asks: readonly Step[];
  readonly from: Price;
  readonly to: Price;
  readonly highest: Quantity;
}

/** @param permille how far from the middle is shown, in thousandths of it; null where a side is empty */
export function hillsOf({ bids, asks }: BookPicture, market: Market, permille: bigint): Hills | null {
  const [bid, ask] = [bids[0], asks[0]];
  if (bid === undefined || ask === undefined) {
    return null;
  }
  const middle = (bid.price + ask.price) / 2n;
  const reach = most((middle * permille) / 1_000n, ask.price - bid.price);
  const [from, to] = [price(most(0n, middle - reach)), price(middle + reach)];
  const left = steps(
    bids.filter(({ price: at }) => at >= from),
    market,
  );
  const right = steps(
    asks.filter(({ price: at }) => at <= to),
    market,
  );
  const highest = most(left.at(-1)?.total ?? quantity(0n), right.at(-1)?.total ?? quantity(0n));
  return { bids: left, asks: right, from, to, highest };
}

function steps(levels: readonly Level[], { scales }: Market): readonly Step[] {
  let [total, quote] = [0n, 0n];
  return levels.map((level) => {
    total += level.quantity;
    quote += notional(level.price, level.quantity, scales);
    return { price: level.price, total: quantity(total), quote: quote as Amount };
  });
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a price is, in pixels from the left. */
export function leftOf(at: Price, { from, to }: Hills, { width }: Size): number {
  return to === from ? 0 : (forDrawing(at - from, 0) / forDrawing(to - from, 0)) * width;
}

/** Level below a pixel: the worst one that is still nearer to the middle; null between the two. */
export function stepAt(
  left: number,
  hills: Hills,
  size: Size,
): { readonly side: 'buy' | 'sell'; readonly step: Step } | null {
  const under = (sideSteps: readonly Step[], isUnder: (at: number) => boolean): Step | undefined =>
    sideSteps.filter((step) => isUnder(leftOf(step.price, hills, size))).at(-1);
  const bid = under(hills.bids, (at) => at >= left);
  if (bid !== undefined) {
    return { side: 'buy', step: bid };
  }
  const ask = under(hills.asks, (at) => at <= left);
  return ask === undefined ? null : { side: 'sell', step: ask };
}

/** The outline of a hill as the path of a picture: stairs, from the middle outwards. */
export function outline(side: 'buy' | 'sell', hills: Hills, size: Size): string {
  const sideSteps = side === 'buy' ? hills.bids : hills.asks;
  const [first] = sideSteps;
  if (first === undefined) {
    return '';
  }
  const tall = forDrawing(hills.highest, 0) || 1;
  const topOf = (total: Quantity): number => size.height * (1 - 0.92 * (forDrawing(total, 0) / tall));
  const end = side === 'buy' ? 0 : size.width;
  const stairs = sideSteps.map((step) => `H${round(leftOf(step.price, hills, size))}V${round(topOf(step.total))}`);
  return `M${round(leftOf(first.price, hills, size))} ${size.height}${stairs.join('')}H${end}V${size.height}Z`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
