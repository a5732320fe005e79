/** Result of an order, in a sentence that names its kind, its side and its price. */
import type { Fill, Market, Order } from '../exchange/model';
import type { Messages } from '../language/messages';
import { priceText, quantityText } from '../markets/figures';
import { price as asPrice } from '../money/money';

/** Writes the user's own amount, or its mask. */
export type Own = (text: string) => string;

/** "Limit buy of 0.50000 BTC at 650.00". */
export function nameOf(order: Order, market: Market, messages: Messages, own: Own): string {
  const at = order.price === null ? null : priceText(order.price, market);
  const kind = order.pairedId !== null ? messages.oco : messages[order.type];
  return messages.orderName(kind, order.side, `${own(quantityText(order.quantity, market))} ${market.base.code}`, at);
}

export function newsOf(order: Order, market: Market, messages: Messages, own: Own): string {
  const name = nameOf(order, market, messages, own);
  const filled = `${own(quantityText(order.filled, market))} ${market.base.code}`;
  const mean = priceText(order.averagePrice ?? order.price ?? market.tick, market);
  switch (order.status) {
    case 'open':
      return messages.orderOpen(name);
    case 'pending':
      return messages.orderPending(name);
    case 'waiting':
      return messages.orderWaits(name, order.stopPrice === null ? null : priceText(order.stopPrice, market));
    case 'partially_filled':
      return messages.orderPartlyFilled(name, filled, mean);
    case 'filled':
      return messages.orderFilled(name, mean);
    case 'expired':
      return order.filled === 0n ? messages.orderExpired(name) : messages.orderPartlyExpired(name, filled, mean);
    case 'canceled':
      return messages.orderCanceled;
  }
}

/** Fills of one order without a waiting form; `order` as it was last seen, if it was. */
export function fillNewsOf(
  fills: readonly [Fill, ...Fill[]],
  order: Order | undefined,
  market: Market,
  messages: Messages,
  own: Own,
): string {
  const units = fills.reduce((sum, { quantity }) => sum + quantity, 0n);
  const weighed = fills.reduce((sum, { price, quantity }) => sum + price * quantity, 0n);
  const traded = `${own(quantityText(units as Fill['quantity'], market))} ${market.base.code}`;
  const mean = priceText(asPrice(weighed / units), market);
  const name =
    order === undefined ? messages.someOrder(fills[0].side, market.symbol) : nameOf(order, market, messages, own);
  return messages.orderTraded(name, traded, mean);
}
