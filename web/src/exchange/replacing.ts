/** Changes in one command of the exchange what a single order's change cannot: a TWAP, a pair, and linked orders. */
import { plain, price, quantity, type Price, type Quantity } from '../money/money';
import { exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import { newId } from './id';
import type { Market, Order, Trailing } from './model';
import { addressOf, trailingFields } from './order-body';
import { Problem } from './problem';

/** Terms of a TWAP: those that are left of it, or new ones. */
export interface Twap {
  readonly price: Price | null;
  readonly rest: Quantity;
  readonly slices: bigint;
  readonly seconds: bigint;
  readonly selfTrade: Wire['Order']['self_trade_prevention'];
}

/** The order as it is now; the list does not know its slices. */
export async function twapAsIs({ http, session }: Exchange, order: Order, { scales }: Market): Promise<Twap> {
  const wire = await session.authorized((headers) =>
    http.get({ path: '/api/trading/orders/{id}', ...addressOf(order), headers }),
  );
  return {
    price: wire.price === null ? null : price(exact(wire.price, scales.price)),
    rest: quantity(exact(wire.quantity, scales.base) - exact(wire.filled_quantity, scales.base)),
    slices: BigInt((wire.slices ?? 0) - (wire.slices_started ?? 0)),
    seconds: BigInt(wire.interval_seconds ?? 0),
    selfTrade: wire.self_trade_prevention,
  };
}

/** @returns null: the new one is placed; else why it is not, while the old one is canceled */
export async function replaceTwap(
  exchange: Exchange,
  replaced: Order,
  to: Twap,
  { scales }: Market,
): Promise<Problem | null> {
  const order = {
    symbol: replaced.symbol,
    side: replaced.side,
    type: 'twap',
    client_order_id: newId(),
    quantity: plain(to.rest, scales.base),
    price: to.price === null ? null : plain(to.price, scales.price),
    slices: Number(to.slices),
    interval_seconds: Number(to.seconds),
    self_trade_prevention: to.selfTrade,
  } as const;
  const answer = await exchange.untilKnown((headers) =>
    exchange.http.post({ path: '/api/trading/orders/{id}/replace', ...addressOf(replaced), headers, body: { order } }),
  );
  exchange.session.sawSequence(answer.sequence);
  const { problem } = answer.placed;
  return problem === undefined ? null : new Problem(problem.code, 200, problem.detail);
}

/** Change of a trigger: what is null stays as it is. */
interface TriggerChange {
  readonly stopPrice: Price | null;
  readonly trailing: Trailing | null;
  readonly activation: Price | null;
}

/** Change of an order that has a trigger, or will have one; of a price that it has. */
interface OrderChange extends TriggerChange {
  readonly price: Price | null;
}

/** Change of both orders of a pair: what is null stays as it is. */
export interface PairChange {
  readonly quantity: Quantity | null;
  readonly limit: OrderChange;
  readonly stop: OrderChange;
}

const fieldsOf = (to: OrderChange, { scales }: Market) => ({
  ...(to.price === null ? {} : { price: plain(to.price, scales.price) }),
  ...(to.stopPrice === null ? {} : { stop_price: plain(to.stopPrice, scales.price) }),
  ...(to.trailing === null ? {} : trailingFields(to.trailing, scales.price)),
  ...(to.activation === null ? {} : { activation_price: plain(to.activation, scales.price) }),
});

const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0;

/** Changes both orders of a pair, or neither. */
export async function changePair(exchange: Exchange, order: Order, to: PairChange, market: Market): Promise<void> {
  const limit = fieldsOf(to.limit, market);
  const stop = fieldsOf(to.stop, market);
  const body = {
    ...(to.quantity === null ? {} : { quantity: plain(to.quantity, market.scales.base) }),
    ...(isEmpty(limit) ? {} : { limit }),
    ...(isEmpty(stop) ? {} : { stop }),
  };
  await exchange.change((headers) =>
    exchange.http.patch({ path: '/api/trading/orders/{id}/pair', ...addressOf(order), headers, body }),
  );
}

/** Change of two linked orders: what is null stays as it is. */
export interface LinkedChange {
  readonly price: Price | null;
  readonly quantity: Quantity | null;
  readonly next: OrderChange & { readonly quantity: Quantity | null };
}

/** Changes two linked orders, or neither. */
export async function changeLinked(
  exchange: Exchange,
  order: Order,
  { price: workingPrice, quantity: workingQuantity, next }: LinkedChange,
  market: Market,
): Promise<void> {
  const { scales } = market;
  const working = {
    ...(workingPrice === null ? {} : { price: plain(workingPrice, scales.price) }),
    ...(workingQuantity === null ? {} : { quantity: plain(workingQuantity, scales.base) }),
  };
  const pending = {
    ...fieldsOf(next, market),
    ...(next.quantity === null ? {} : { quantity: plain(next.quantity, scales.base) }),
  };
  const body = {
    ...(isEmpty(working) ? {} : { working }),
    ...(isEmpty(pending) ? {} : { pending }),
  };
  await exchange.change((headers) =>
    exchange.http.patch({ path: '/api/trading/orders/{id}/linked', ...addressOf(order), headers, body }),
  );
}
