/** The price of a market at which the caller's margin account would be liquidated. */
import type { MarginAccount } from '../exchange/margin';
import { useIsolated } from '../exchange/context';
import type { Market } from '../exchange/model';
import type { Price } from '../money/money';
import { useHasMargin, useMarginAccount } from '../wallet/margin/queries';
import { priceAt } from './heights';

const EVERY_MILLIS = 15_000;

/** @returns null while the caller owes nothing, or no price of the base asset alone would cause a liquidation */
export function useLiquidationPrice(market: Market): Price | null {
  const isolated = useIsolated();
  const hasMargin = useHasMargin();
  const { data } = useMarginAccount({ enabled: hasMargin || isolated !== null, everyMillis: EVERY_MILLIS, isolated });
  return data === undefined ? null : liquidationPrice(data, market);
}

/** Index prices of both assets are in one currency, so their quotient is a price of the market. */
export function liquidationPrice({ items }: MarginAccount, market: Market): Price | null {
  const of = (code: string) => items.find(({ asset }) => asset.code === code);
  const at = of(market.base.code)?.liquidation_price ?? null;
  const quote = of(market.quote.code)?.index_price ?? null;
  return at === null || quote === null ? null : priceAt(Number(at) / Number(quote), market);
}
