/** Administrators' actions on coins: open them for trading, and choose the visible ones. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { PRIVATE } from './queries';

/** An asset as it is listed; how many there can be is a text of a whole number. */
export type ListedAsset = Wire['Asset'];

/** Null: as the exchange fills it in. */
export interface CoinListing {
  readonly quote: string;
  readonly code: string;
  readonly scale: number | null;
  readonly supply: string | null;
  readonly tick: string | null;
  readonly lot: string | null;
  readonly makerFee: string | null;
  readonly takerFee: string | null;
}

export interface Opened {
  readonly symbol: string;
  /** False: it was open already. */
  readonly isNew: boolean;
}

/** A repeated request changes nothing. */
export async function openCoin({ http, session }: Exchange, id: string, listing: CoinListing): Promise<Opened> {
  const path = '/api/v1/cryptocurrencies/{id}/market';
  const body = {
    ...{ quote: listing.quote, code: listing.code },
    ...(listing.scale === null ? {} : { scale: listing.scale }),
    ...(listing.supply === null ? {} : { supply: listing.supply }),
    ...(listing.tick === null ? {} : { price_tick: listing.tick }),
    ...(listing.lot === null ? {} : { quantity_lot: listing.lot }),
    ...(listing.makerFee === null ? {} : { maker_fee: listing.makerFee }),
    ...(listing.takerFee === null ? {} : { taker_fee: listing.takerFee }),
  };
  const opened = await session.authorized((headers) => http.post({ path, names: { id }, body, headers }));
  return { symbol: opened.symbol, isNew: opened.new_market };
}

export async function showCoin({ http, session }: Exchange, id: string, shown: boolean): Promise<void> {
  const path = '/api/v1/cryptocurrencies/{id}/shown';
  await session.authorized((headers) => http.put({ path, names: { id }, body: { shown }, headers }));
}

/** Their ids. Not looked at again by itself: the exchange writes down every look. */
export function useHiddenCoins() {
  const { http, session } = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'hidden coins'],
    queryFn: async ({ pageParam }) => {
      const path = '/api/v1/cryptocurrencies/hidden';
      const query = { limit: 100, cursor: pageParam };
      const page = await session.authorized((headers) => http.get({ path, query, headers }));
      return { items: page.items, nextCursor: page.next_cursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useListedAssets() {
  const { http } = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'listed assets'],
    queryFn: async (): Promise<readonly ListedAsset[]> => (await http.get({ path: '/api/trading/assets' })).items,
  });
}

/** Enough to find the largest of those that are called alike. */
const NAMESAKES = 100;
const DOLLARS = 'USD';

/**
 * Price of one unit of an asset in dollars, lately given for the largest coin of that symbol; null: unknown.
 *
 * @param symbol empty: nothing is asked
 */
export function useDollars(symbol: string) {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['dollars', symbol],
    queryFn: async (): Promise<string | null> => {
      if (symbol === DOLLARS) {
        return '1';
      }
      const query = { search: symbol, sort: 'market_cap_rank', order: 'asc', limit: NAMESAKES };
      const page = await http.get({ path: '/api/v1/cryptocurrencies', query });
      const coin = page.items.find((other) => other.symbol.toUpperCase() === symbol);
      return coin === undefined || coin.stale || coin.sample ? null : coin.current_price;
    },
    enabled: symbol !== '',
  });
}

/** After one was opened, hidden or shown. */
export function useRefreshCoins(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    const keys = [[PRIVATE], ['markets'], ['coins'], ['coin'], ['coin meant'], ['trending coins'], ['coin categories']];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}
