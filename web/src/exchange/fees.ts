/** The caller's fees in each market, and the conditions for lower ones. */
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { Market } from './model';
import { amount, rate, type Amount, type Rate } from '../money/money';

/** A fee below zero is paid to who trades. */
export interface FeePair {
  readonly maker: Rate;
  readonly taker: Rate;
}

export interface NextTier extends FeePair {
  readonly from: Amount;
}

export interface MarketFees extends FeePair {
  readonly market: Market;
  /** The lowest is 1. */
  readonly tier: number;
  /** Volume of 30 days, in the quote asset, in all its markets. */
  readonly volume: Amount;
  /** Null in the highest. */
  readonly next: NextTier | null;
}

/** In the order of the markets. */
export async function marketFees(exchange: Exchange): Promise<readonly MarketFees[]> {
  const markets = await exchange.knownMarkets();
  const page = await exchange.session.authorized((headers) =>
    exchange.http.get({ path: '/api/trading/fees', headers }),
  );
  return page.items.flatMap((wire) => {
    const market = markets.get(wire.symbol);
    if (market === undefined) {
      return [];
    }
    const quoted = (text: string): Amount => amount(decode.exact(text, market.scales.quote));
    const { next_tier: next } = wire;
    return [
      {
        market,
        tier: wire.tier,
        volume: quoted(wire.volume_30d),
        ...pairIn(wire),
        next: next === undefined ? null : { from: quoted(next.volume_from), ...pairIn(next) },
      },
    ];
  });
}

const pairIn = (wire: { readonly maker_fee: string; readonly taker_fee: string }): FeePair => ({
  maker: rate(decode.exact(wire.maker_fee, decode.FEE_SCALE)),
  taker: rate(decode.exact(wire.taker_fee, decode.FEE_SCALE)),
});
