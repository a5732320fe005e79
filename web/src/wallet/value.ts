/** About what a balance is worth: at the last price of the market that leads to the wanted asset. */
import type { Asset, Balance, Market, Ticker } from '../exchange/model';
import { amount, notional, quantity, type Amount } from '../money/money';

export interface Worth {
  readonly units: Amount;
  readonly asset: Asset;
}

export function valueOf(
  balance: Balance,
  wanted: string,
  markets: readonly Market[],
  tickers: readonly Ticker[],
): Worth | null {
  if (balance.asset.code === wanted) {
    return { units: balance.total, asset: balance.asset };
  }
  const market = markets.find(({ base, quote }) => base.code === balance.asset.code && quote.code === wanted);
  const last = tickers.find(({ symbol }) => symbol === market?.symbol)?.last;
  if (market === undefined || last == null) {
    return null;
  }
  return { units: notional(last, quantity(balance.total), market.scales), asset: market.quote };
}

/** All balances together; null where none can be valued. */
export function totalOf(
  balances: readonly Balance[],
  wanted: string,
  markets: readonly Market[],
  tickers: readonly Ticker[],
): Worth | null {
  const worths = balances
    .map((balance) => valueOf(balance, wanted, markets, tickers))
    .filter((worth): worth is Worth => worth !== null);
  const asset = worths[0]?.asset;
  return asset === undefined ? null : { asset, units: amount(worths.reduce((sum, { units }) => sum + units, 0n)) };
}
