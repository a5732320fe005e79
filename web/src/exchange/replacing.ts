/** Replaces a TWAP by another in one command of the exchange: canceled and placed with nothing in between. */
import { plain, price, quantity, type Price, type Quantity } from '../money/money';
import { exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import { newId } from './id';
import type { Market, Order } from './model';
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
