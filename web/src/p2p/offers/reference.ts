/** Present value of a floating price: a distance from the middle of the market of asset and currency. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from '../../exchange/context';
import { useMarkets } from '../../exchange/queries';
import { parseTyped } from '../../money/typed';
import { plainly } from '../../money/numerals';
import { PRICE_SCALE, unitsOf } from '../sums';

const EVERY_MILLIS = 5_000;
const WHOLE = 10_000n;
/** Largest distance in hundredths of a percent. */
const MARGIN_MOST = 5_000n;

/** Middle of the market now, in units of a price; null where there is none, undefined until that is known. */
export function useReference(asset: string, currency: string): bigint | null | undefined {
  const { http } = useExchange();
  const symbol = `${asset}-${currency}`;
  const { data: markets } = useMarkets();
  const isListed = markets?.some((market) => market.symbol === symbol && market.open);
  const { data, isError } = useQuery({
    queryKey: ['p2p reference', symbol],
    queryFn: () => http.get({ path: '/api/market-data/depth/{symbol}', names: { symbol }, query: { limit: 1 } }),
    enabled: isListed === true,
    refetchInterval: EVERY_MILLIS,
  });
  if (markets === undefined || (isListed === true && data === undefined && !isError)) {
    return undefined;
  }
  const bid = unitsOf(data?.bids[0]?.[0] ?? null, PRICE_SCALE);
  const ask = unitsOf(data?.asks[0]?.[0] ?? null, PRICE_SCALE);
  return isListed !== true || bid === 0n || ask === 0n ? null : bid + (ask - bid) / 2n;
}

/** Price at a typed distance in percent; null where there is none. */
export function floating(reference: bigint | null, margin: string): bigint | null {
  const parsed = parseTyped(plainly(margin) || '0', 2);
  if (reference === null || parsed.kind !== 'units' || parsed.units > MARGIN_MOST || parsed.units < -MARGIN_MOST) {
    return null;
  }
  return (reference * (WHOLE + parsed.units)) / WHOLE;
}
