/** What the caller's trades add up to: how much, what it cost in the mean, what it would win or lose now. */
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { Asset } from './model';
import { amount, price, quantity, type Amount, type Price, type Quantity } from '../money/money';

export interface Position {
  readonly asset: Asset;
  readonly quote: Asset;
  /** Of the market of the two. */
  readonly symbol: string;
  readonly quantity: Quantity;
  /** What one cost in the mean, cut to the digits of a price; null where there is none. */
  readonly entry: Price | null;
  readonly last: Price | null;
  readonly unrealized: Amount | null;
}

export async function positions(exchange: Exchange): Promise<readonly Position[]> {
  const markets = await exchange.knownMarkets();
  const page = await exchange.session.authorized((headers) =>
    exchange.http.get({ path: '/api/trading/positions', headers }),
  );
  return page.items.flatMap((wire) => {
    const market = markets.get(`${wire.asset}-${wire.quote}`);
    if (market === undefined) {
      return [];
    }
    const { scales } = market;
    const priced = (text: string | null): Price | null =>
      text === null ? null : price(decode.cut(text, scales.price));
    return [
      {
        asset: market.base,
        quote: market.quote,
        symbol: market.symbol,
        quantity: quantity(decode.exact(wire.quantity, scales.base)),
        entry: priced(wire.average_entry_price),
        last: priced(wire.last_price),
        unrealized: wire.unrealized_pnl === null ? null : amount(decode.exact(wire.unrealized_pnl, scales.quote)),
      },
    ];
  });
}
