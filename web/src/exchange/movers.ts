/** Markets with the most volume, gains and losses, as the exchange computes them. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import * as decode from './decode';
import type { Exchange } from './exchange';
import type { Market } from './model';
import { basisPoints, price, type BasisPoints, type Price } from '../money/money';

/** The time back from now that the lists are of. */
export const WINDOWS = ['1h', '4h', '24h'] as const;
export type Window = (typeof WINDOWS)[number];

export interface Mover {
  readonly market: Market;
  readonly last: Price;
  readonly changePercent: BasisPoints;
  readonly trades: number;
}

export interface Movers {
  readonly active: readonly Mover[];
  readonly gainers: readonly Mover[];
  readonly losers: readonly Mover[];
}

const EVERY_MILLIS = 5_000;
const PERCENT_SCALE = 2;
/** Length of each list. */
const MOST = 5;

export async function movers(exchange: Exchange, window: Window): Promise<Movers> {
  const markets = await exchange.knownMarkets();
  const query = { window, limit: MOST };
  const headers = exchange.session.notOlder();
  const wire = await exchange.http.get({ path: '/api/market-data/movers', query, headers });
  const read = (list: readonly decode.Wire['Mover'][]): readonly Mover[] =>
    list.flatMap(({ symbol, last_price, change_percent, trades }) => {
      const market = markets.get(symbol);
      return market === undefined
        ? []
        : [
            {
              market,
              last: price(decode.exact(last_price, market.scales.price)),
              changePercent: basisPoints(decode.cut(change_percent, PERCENT_SCALE)),
              trades,
            },
          ];
    });
  return { active: read(wire.most_active), gainers: read(wire.gainers), losers: read(wire.losers) };
}

export function useMovers(window: Window) {
  const exchange = useExchange();
  return useQuery({
    queryKey: ['movers', window],
    queryFn: () => movers(exchange, window),
    refetchInterval: EVERY_MILLIS,
  });
}
