/** Asks the exchange what an order would come to, without placing it. */
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { EndReason, Market, NewOrder, Sum, Trial } from './model';
import { isPair, linkedBody, linkedPairBody, orderBody, pairBody } from './order-body';
import { amount, price, quantity } from '../money/money';

/** Hold of a pair for both orders together; where others follow one, that of the one. */
export async function tryOrder(exchange: Exchange, order: NewOrder): Promise<Trial> {
  const markets = await exchange.knownMarkets();
  const market = decode.marketOf(markets, order.symbol);
  const wire = await exchange.session.authorized((headers) =>
    exchange.http.post({ ...questionOf(order, market), query: { isolated: order.isolated }, headers }),
  );
  const { base, price: priceScale } = market.scales;
  const sum = (of: decode.Wire['TestedAmount']): Sum => {
    const asset = decode.asset(markets, of.asset);
    return { asset, units: amount(decode.exact(of.amount, asset.scale)) };
  };
  return {
    filled: quantity(decode.exact(wire.filled_quantity, base)),
    averagePrice: wire.average_price === null ? null : price(decode.cut(wire.average_price, priceScale)),
    spends: sum(wire.spends),
    receives: sum(wire.receives),
    fee: sum(wire.fee),
    open: quantity(decode.exact(wire.open_quantity, base)),
    held: sum(wire.held),
    ends: quantity(decode.exact(wire.expired_quantity, base)),
    endReason: wire.expiry_reason as EndReason | null,
  };
}

/** Without ids: whether it was placed before is no part of the question. */
function questionOf(order: NewOrder, market: Market) {
  const none = { client_order_id: null };
  if (order.kind === 'oco') {
    const { limit, stop, ...both } = pairBody(order, market);
    return {
      path: '/api/trading/orders/oco/test' as const,
      body: { ...both, limit: { ...limit, ...none }, stop: { ...stop, ...none } },
    };
  }
  if (order.then !== null && isPair(order.then)) {
    const { symbol, working, pending } = linkedPairBody(order, order.then, market);
    const [limit, stop] = [
      { ...pending.limit, ...none },
      { ...pending.stop, ...none },
    ];
    return {
      path: '/api/trading/orders/otoco/test' as const,
      body: { symbol, working: { ...working, ...none }, pending: { ...pending, limit, stop } },
    };
  }
  if (order.then !== null) {
    const { symbol, working, pending } = linkedBody(order, order.then, market);
    return {
      path: '/api/trading/orders/oto/test' as const,
      body: { symbol, working: { ...working, ...none }, pending: { ...pending, ...none } },
    };
  }
  return { path: '/api/trading/orders/test' as const, body: { ...orderBody(order, order.kind, market), ...none } };
}
