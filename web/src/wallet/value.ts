/** About what a balance is worth: at the last prices of the markets that lead to the wanted asset. */
import type { Asset, Balance, Market, Ticker } from '../exchange/model';
import { affordable, amount, notional, quantity, type Amount } from '../money/money';

export interface Worth {
  readonly units: Amount;
  readonly asset: Asset;
}

export function valueOf(
  { asset, total }: Balance,
  target: string,
  markets: readonly Market[],
  tickers: readonly Ticker[],
): Worth | null {
  const own: Worth = { units: total, asset };
  const step = (from: Worth, to: string) => converted(from, to, markets, tickers);
  const straight = step(own, target);
  if (straight !== null) {
    return straight;
  }
  for (const between of new Set(markets.map(({ quote }) => quote.code))) {
    const there = step(own, between);
    const found = there === null ? null : step(there, target);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** By a market of the two, whichever of them is priced in the other. */
function converted(from: Worth, to: string, markets: readonly Market[], tickers: readonly Ticker[]): Worth | null {
  if (from.asset.code === to) {
    return from;
  }
  for (const { symbol, base, quote, scales } of markets) {
    const last = tickers.find((ticker) => ticker.symbol === symbol)?.last;
    if (last == null) {
      continue;
    }
    if (base.code === from.asset.code && quote.code === to) {
      return { units: notional(last, quantity(from.units), scales), asset: quote };
    }
    if (quote.code === from.asset.code && base.code === to) {
      return { units: amount(affordable(from.units, last, scales)), asset: base };
    }
  }
  return null;
}

/** All balances together; null where none can be valued. */
export function totalOf(
  balances: readonly Balance[],
  target: string,
  markets: readonly Market[],
  tickers: readonly Ticker[],
): Worth | null {
  const worths = balances
    .map((balance) => valueOf(balance, target, markets, tickers))
    .filter((worth): worth is Worth => worth !== null);
  const asset = worths[0]?.asset;
  return asset === undefined ? null : { asset, units: amount(worths.reduce((sum, { units }) => sum + units, 0n)) };
}
