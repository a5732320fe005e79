/** Fills the form without typing: from a row of the book, or from an order that is copied. */
import type { Picked } from '../app/trading';
import type { Market, Order, Side } from '../exchange/model';
import { floorTo, least, plain, type Price } from '../money/money';
import { EMPTY, mostOf, type Circumstances, type Typed } from './draft';
import { PERCENT_SCALE } from './judge';
import { has } from './kinds';

/** An order's fields, to be placed once more; a date that it was good till is not copied. */
export function typedOf(order: Order, { scales }: Market): Typed {
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
