/** Changes in one command of the exchange what a single order's change cannot: a TWAP, a pair, and linked orders. */
import { plain, price, quantity, type Price, type Quantity } from '../money/money';
import { exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import { newId } from './id';
import type { Market, Order, Trailing } from './model';
import { trailingFields } from './order-body';
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
export async function twapAsIs({ http, session }: Exchange, { id }: Order, { scales }: Market): Promise<Twap> {
  const wire = await session.authorized((headers) =>
    http.get({ path: '/api/trading/orders/{id}', names: { id }, headers }),
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
  { id, symbol, side }: Order,
  to: Twap,
  { scales }: Market,
): Promise<Problem | null> {
  const order = {
    symbol,
    side,
    type: 'twap',
    client_order_id: newId(),
    quantity: plain(to.rest, scales.base),
    price: to.price === null ? null : plain(to.price, scales.price),
    slices: Number(to.slices),
    interval_seconds: Number(to.seconds),
    self_trade_prevention: to.selfTrade,
  } as const;
  const answer = await exchange.untilKnown((headers) =>
    exchange.http.post({ path: '/api/trading/orders/{id}/replace', names: { id }, headers, body: { order } }),
  );
  exchange.session.sawSequence(answer.sequence);
  const { problem } = answer.placed;
  return problem === undefined ? null : new Problem(problem.code, 200, problem.detail);
}

/** Change of both orders of a pair: what is null stays as it is. */
export interface PairChange {
  readonly quantity: Quantity | null;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  readonly stopLimit: Price | null;
  readonly trailing: Trailing | null;
  readonly activation: Price | null;
}

/** Changes both orders of a pair, or neither. */
export async function changePair(exchange: Exchange, { id }: Order, to: PairChange, { scales }: Market): Promise<void> {
  const at = (units: Price | null) => (units === null ? null : plain(units, scales.price));
  const stop = {
    ...(to.stopLimit === null ? {} : { price: at(to.stopLimit) }),
    ...(to.stopPrice === null ? {} : { stop_price: at(to.stopPrice) }),
    ...(to.trailing === null ? {} : trailingFields(to.trailing, scales.price)),
    ...(to.activation === null ? {} : { activation_price: at(to.activation) }),
  };
  const body = {
    ...(to.quantity === null ? {} : { quantity: plain(to.quantity, scales.base) }),
    ...(to.limitPrice === null ? {} : { limit: { price: at(to.limitPrice) } }),
    ...(Object.keys(stop).length === 0 ? {} : { stop }),
  };
  await exchange.change((headers) =>
    exchange.http.patch({ path: '/api/trading/orders/{id}/pair', names: { id }, headers, body }),
  );
}

/** Change of two linked orders: what is null stays as it is. */
export interface LinkedChange {
  readonly price: Price | null;
  readonly quantity: Quantity | null;
  readonly next: Omit<PairChange, 'limitPrice' | 'stopLimit'> & { readonly price: Price | null };
}

/** Changes two linked orders, or neither. */
export async function changeLinked(
  exchange: Exchange,
  { id }: Order,
  { price: workingPrice, quantity: workingQuantity, next }: LinkedChange,
  { scales }: Market,
): Promise<void> {
  const working = {
    ...(workingPrice === null ? {} : { price: plain(workingPrice, scales.price) }),
    ...(workingQuantity === null ? {} : { quantity: plain(workingQuantity, scales.base) }),
  };
  const pending = {
    ...(next.price === null ? {} : { price: plain(next.price, scales.price) }),
    ...(next.quantity === null ? {} : { quantity: plain(next.quantity, scales.base) }),
    ...(next.stopPrice === null ? {} : { stop_price: plain(next.stopPrice, scales.price) }),
    ...(next.trailing === null ? {} : trailingFields(next.trailing, scales.price)),
    ...(next.activation === null ? {} : { activation_price: plain(next.activation, scales.price) }),
  };
  const body = {
    ...(Object.keys(working).length === 0 ? {} : { working }),
    ...(Object.keys(pending).length === 0 ? {} : { pending }),
  };
  await exchange.change((headers) =>
    exchange.http.patch({ path: '/api/trading/orders/{id}/linked', names: { id }, headers, body }),
  );
}
