/** Orders as the exchange is sent them. */
import type { Wire } from './decode';
import type { FollowUp, Market, NewOrder, Order, OrderType, Trailing } from './model';
import { plain } from '../money/money';

/** An order, and its account. */
export type AddressedOrder = Pick<Order, 'id' | 'isolated'>;

/** Part of a request that names an order: it goes to the order's account. */
export const addressOf = ({ id, isolated }: AddressedOrder) => ({ names: { id }, query: { isolated } });

const textOf = (units: bigint | null, scale: number): string | null => (units === null ? null : plain(units, scale));

export const trailingFields = (trailing: Trailing, scale: number) =>
  trailing.by === 'amount' ? { trailing_amount: plain(trailing.amount, scale) } : { trailing_bps: trailing.bps };

export function orderBody(order: NewOrder, type: OrderType, { scales }: Market): Wire['OrderRequest'] {
  return {
    symbol: order.symbol,
    side: order.side,
    type,
    client_order_id: order.clientOrderId,
    quantity: textOf(order.quantity, scales.base),
    quote_quantity: textOf(order.quoteAmount, scales.quote),
    price: textOf(order.price, scales.price),
    stop_price: textOf(order.stopPrice, scales.price),
    ...(order.trailing === null ? {} : trailingFields(order.trailing, scales.price)),
    activation_price: textOf(order.activation, scales.price),
    activation_type: order.activationType,
    display_quantity: textOf(order.display, scales.base),
    time_in_force: order.timeInForce,
    expires_at: order.expiresAt,
    post_only: order.postOnly,
    trigger_source: order.triggerSource,
    self_trade_prevention: order.selfTrade,
    slices: order.slices?.count ?? null,
    interval_seconds: order.slices?.seconds ?? null,
    ...effectFields(order),
  };
}

/** Effects on the debts of the account; a pair has them as one. */
const effectFields = ({ borrows, repays, returns }: NewOrder) => ({
  ...(borrows === true ? { auto_borrow: true } : {}),
  ...(repays === true ? { auto_repay: true } : {}),
  ...(returns === true ? { auto_repay_at_cancel: true } : {}),
});

/** Its stop carries an id made of the limit order's, so that the pair may be sent again as well. */
export function pairBody(order: NewOrder, { scales }: Market): Wire['OrderPairRequest'] {
  return {
    symbol: order.symbol,
    side: order.side,
    quantity: textOf(order.quantity, scales.base) ?? '',
    self_trade_prevention: order.selfTrade,
    limit: { price: textOf(order.price, scales.price) ?? '', client_order_id: order.clientOrderId },
    stop: {
      type: order.stopLimit === null ? 'stop_loss' : 'stop_loss_limit',
      stop_price: textOf(order.stopPrice, scales.price),
      price: textOf(order.stopLimit, scales.price),
      trigger_source: order.triggerSource,
      client_order_id: `${order.clientOrderId}-s`,
    },
    ...effectFields(order),
  };
}

/** An order that begins later carries an id made of the first order's, so that both may be sent again as one. */
export function linkedBody(order: NewOrder, then: FollowUp, market: Market): Wire['LinkedOrdersRequest'] {
  return {
    symbol: order.symbol,
    working: workingBody(order, market),
    pending: {
      ...pendingBody(order, then, market),
      type: then.takeProfit === null ? 'stop_loss' : 'take_profit',
      stop_price: textOf(then.takeProfit ?? then.stopLoss, market.scales.price),
      client_order_id: `${order.clientOrderId}-n`,
    },
  };
}

/** For a follow-up that is a pair ({@link isPair}), with ids of the same kind. */
export function linkedPairBody(order: NewOrder, then: FollowUp, market: Market): Wire['LinkedPairRequest'] {
  const { price } = market.scales;
  return {
    symbol: order.symbol,
    working: workingBody(order, market),
    pending: {
      ...pendingBody(order, then, market),
      limit: { price: textOf(then.takeProfit, price), client_order_id: `${order.clientOrderId}-n` },
      stop: {
        type: 'stop_loss',
        stop_price: textOf(then.stopLoss, price),
        client_order_id: `${order.clientOrderId}-s`,
      },
    },
  };
}

/** True if two orders follow, of which one cancels the other. */
export const isPair = ({ takeProfit, stopLoss }: FollowUp): boolean => takeProfit !== null && stopLoss !== null;

type Working = Wire['LinkedOrdersRequest']['working'];

/** A limit order, or one that waits for a price. */
const workingBody = (order: NewOrder, { scales }: Market): Working => ({
  side: order.side,
  type: order.kind as Working['type'],
  price: textOf(order.price, scales.price),
  quantity: textOf(order.quantity, scales.base) ?? '',
  stop_price: textOf(order.stopPrice, scales.price),
  ...(order.trailing === null ? {} : trailingFields(order.trailing, scales.price)),
  activation_price: textOf(order.activation, scales.price),
  activation_type: order.activationType,
  display_quantity: textOf(order.display, scales.base),
  trigger_source: order.triggerSource,
  time_in_force: order.timeInForce,
  expires_at: order.expiresAt,
  post_only: order.postOnly,
  self_trade_prevention: order.selfTrade,
  client_order_id: order.clientOrderId,
  ...effectFields(order),
});

/** The orders that follow repay if the first one does; only that one borrows. */
const pendingBody = (order: NewOrder, then: FollowUp, { scales }: Market) =>
  ({
    side: order.side === 'buy' ? 'sell' : 'buy',
    quantity: plain(then.quantity, scales.base),
    self_trade_prevention: order.selfTrade,
    ...(order.repays === true ? { auto_repay: true } : {}),
  }) as const;
