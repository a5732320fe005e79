/** Fills the form without typing: from a row of the book, or from an order that is copied. */
import type { Copied, Picked } from '../app/trading';
import type { Market, Order, Side } from '../exchange/model';
import { floorTo, least, plain, type Price } from '../money/money';
import { EMPTY, mostOf, type Circumstances, type Typed } from './draft';
import { PERCENT_SCALE } from './judge';
import { has } from './kinds';

/** An order's fields, or those of its pair, to be placed once more; a date that it was good till is not copied. */
export function typedOf({ order, other }: Copied, market: Market): Typed {
  return (other === null ? null : pairOf(order, other, market)) ?? aloneOf(order, market);
}

/** Fields of both orders of a pair; null where its stop trails, which the form cannot place. */
function pairOf(order: Order, other: Order, market: Market): Typed | null {
  const [limit, stop] = order.stopPrice === null && order.trailing === null ? [order, other] : [other, order];
  return stop.stopPrice === null || !market.kinds.includes('oco')
    ? null
    : {
        ...aloneOf(limit, market),
        kind: 'oco',
        stopText: plain(stop.stopPrice, market.scales.price),
        stopLimitText: stop.price === null ? '' : plain(stop.price, market.scales.price),
      };
}

function aloneOf(order: Order, { scales }: Market): Typed {
  const at = (of: Price | null): string => (of === null ? '' : plain(of, scales.price));
  const { trailing } = order;
  const distance =
    trailing === null ? '' : trailing.by === 'rate' ? plain(BigInt(trailing.bps), PERCENT_SCALE) : at(trailing.amount);
  return {
    ...EMPTY,
    kind: order.type,
    priceText: at(order.price),
    quantityText: plain(order.quantity, scales.base),
    stopText: at(order.stopPrice),
    trailingText: distance,
    trailingBy: trailing?.by ?? 'rate',
    activationText: at(order.activation),
    activationType: order.activationType ?? 'take_profit',
    displayText: order.display === null ? '' : plain(order.display, scales.base),
    timeInForce: order.timeInForce === 'gtd' ? 'gtc' : order.timeInForce,
    postOnly: order.postOnly,
  };
}

/** A price picked in the book, with the quantity up to there as far as the funds go. */
export function afterPick(typed: Typed, side: Side, picked: Picked, circumstances: Circumstances): Typed {
  const { market, available } = circumstances;
  const kind = picked.side === null && has(typed.kind, 'price') ? typed.kind : 'limit';
  const priced = { ...typed, kind, priceText: plain(picked.price, market.scales.price) };
  if (picked.upTo === null) {
    return priced;
  }
  const most = mostOf({ ...priced, side }, picked.price, circumstances);
  const of = available === null || most === 0n ? picked.upTo : least(picked.upTo, most);
  return { ...priced, quantityText: plain(floorTo(of, market.lot), market.scales.base), totalText: '' };
}
