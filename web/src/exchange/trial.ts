/** Asks the exchange what an order would come to, without placing it. */
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { EndReason, NewOrder, Sum, Trial } from './model';
import { orderBody } from './order-body';
import { amount, price, quantity } from '../money/money';

/** Of anything but a pair: that has no trial. */
export async function tryOrder(exchange: Exchange, order: NewOrder): Promise<Trial | null> {
  const { kind } = order;
  if (kind === 'oco') {
    return null;
  }
  const markets = await exchange.knownMarkets();
  const market = decode.marketOf(markets, order.symbol);
  // Without an id: whether it was placed before is no part of the question.
  const body = { ...orderBody(order, kind, market), client_order_id: null };
  const wire = await exchange.session.authorized((headers) =>
    exchange.http.post({ path: '/api/trading/orders/test', headers, body }),
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
