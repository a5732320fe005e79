/** Sums of the caller's trades: quantity, mean cost, unrealized and realized profit or loss. */
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { Asset, Isolated } from './model';
import { amount, price, quantity, type Amount, type Price, type Quantity } from '../money/money';

export interface Position {
  readonly isolated: Isolated;
  readonly asset: Asset;
  readonly quote: Asset;
  /** Market of the two assets. */
  readonly symbol: string;
  readonly quantity: Quantity;
  /** Mean cost of one unit, cut to the digits of a price; null where there is none. */
  readonly entry: Price | null;
  readonly last: Price | null;
  readonly unrealized: Amount | null;
  /** Realized profit of its closed parts, fees taken off. */
  readonly realized: Amount;
}

export async function positions(exchange: Exchange, isolated: Isolated): Promise<readonly Position[]> {
  const markets = await exchange.knownMarkets();
  const page = await exchange.session.authorized((headers) =>
    exchange.http.get({ path: '/api/trading/positions', query: { isolated }, headers }),
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
        isolated,
        asset: market.base,
        quote: market.quote,
        symbol: market.symbol,
        quantity: quantity(decode.exact(wire.quantity, scales.base)),
        entry: priced(wire.average_entry_price),
        last: priced(wire.last_price),
        unrealized: wire.unrealized_pnl === null ? null : amount(decode.exact(wire.unrealized_pnl, scales.quote)),
        realized: amount(decode.exact(wire.realized_pnl, scales.quote)),
      },
    ];
  });
}

/** Sums of all positions that are paid in one asset. */
export interface Sums {
  readonly quote: Asset;
  /** Null where one of them is not known. */
  readonly unrealized: Amount | null;
  readonly realized: Amount;
}

/** In the order in which the assets come first. */
export function sumsOf(positions: readonly Position[]): readonly Sums[] {
  const quotes = [...new Map(positions.map(({ quote }) => [quote.code, quote])).values()];
  return quotes.map((quote) => {
    const of = positions.filter((position) => position.quote.code === quote.code);
    const unrealized = of.map((position) => position.unrealized);
    return {
      quote,
      unrealized: unrealized.includes(null) ? null : sum(unrealized.filter((units) => units !== null)),
      realized: sum(of.map(({ realized }) => realized)),
    };
  });
}

const sum = (units: readonly Amount[]): Amount => amount(units.reduce((all, one) => all + one, 0n));
