/** The page's data from the exchange, kept fresh. */
import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { paint } from '../controls/paint';
import { useExchange, useFollowing, useIsolated, useSession } from './context';
import { EVER } from './exchange';
import { OPEN } from './following';
import type { Feature, House, Interval, Isolated, Market, Order, OrderStatus, Ticker } from './model';

const TICKERS = ['tickers'];
/** Prefix of the keys of all the caller's data. */
export const PRIVATE = 'private';
/** Not asked for again by itself: the exchange writes down every read. */
export const ONCE = { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** Private lists are asked again this often while the account stream is not there; now and then while it is, to be sure. */
const PRIVATE_EVERY_MILLIS = 2_000;
const FOLLOWED_EVERY_MILLIS = 60_000;

/** Tenant of the exchange; undefined until that is known. */
export function useHouse(): House | undefined {
  const exchange = useExchange();
  return useQuery({ queryKey: ['house'], queryFn: () => exchange.house(), refetchInterval: 60_000, staleTime: 30_000 })
    .data;
}

const EVERYTHING: Readonly<Record<Feature, boolean>> = {
  registration: true,
  trading: true,
  deposits: true,
  withdrawals: true,
  withdrawal_codes: true,
  sms_codes: true,
  factor_removal: true,
  factor_recovery: true,
  transfers: true,
  api_keys: true,
  streams: true,
  p2p: true,
  margin: false,
};

/** Features of this exchange; all until they are known, the exchange refuses the missing ones. */
export const useFeatures = (): Readonly<Record<Feature, boolean>> => useHouse()?.features ?? EVERYTHING;

export function useMarkets() {
  const exchange = useExchange();
  return useQuery({ queryKey: ['markets'], queryFn: () => exchange.markets(), refetchInterval: 15_000 });
}

export function useSources() {
  const exchange = useExchange();
  return useQuery({ queryKey: ['sources'], queryFn: () => exchange.sources(), staleTime: Infinity });
}

/** @param always also while the page is hidden */
export function useTickers(always = false) {
  const exchange = useExchange();
  return useQuery({
    queryKey: TICKERS,
    queryFn: () => exchange.tickers(),
    refetchInterval: 5_000,
    refetchIntervalInBackground: always,
  });
}

export function useTicker(market: Market): Ticker | undefined {
  return useTickers().data?.find(({ symbol }) => symbol === market.symbol);
}

/** Keeps the ticker of one market up to date between the answers for all. */
export function useFollowTicker(market: Market): void {
  const { stream } = useExchange();
  const queries = useQueryClient();
  useEffect(() => {
    let latest: Ticker | null = null;
    const draw = (): void => {
      queries.setQueryData<readonly Ticker[]>(TICKERS, (known) =>
        known?.map((other) => (other.symbol === latest?.symbol ? latest : other)),
      );
    };
    const stop = stream.ticker(market, (ticker) => {
      latest = ticker;
      paint.plan(draw);
    });
    return () => {
      stop();
      paint.drop(draw);
    };
  }, [stream, market, queries]);
}

export function useCandles(market: Market, interval: Interval) {
  const exchange = useExchange();
  return useQuery({
    queryKey: ['candles', market.symbol, interval],
    queryFn: () => exchange.candles(market, interval),
    refetchInterval: 30_000,
  });
}

/**
 * Owner of private data: in the key, so that data of the former user leaves the screen at once.
 *
 * @returns empty while no user is logged in
 */
function useOwner(): string {
  const session = useSession();
  return session.kind === 'in' ? session.user.id : '';
}

/** True if a page may offer the caller's isolated accounts: the exchange lends, or one was chosen before. */
export function useReachesIsolated(): boolean {
  const isIn = useSession().kind === 'in';
  const { margin } = useFeatures();
  return useIsolated() !== null || (isIn && margin);
}

const useEveryMillis = (isolated: Isolated): number =>
  useFollowing(isolated) ? FOLLOWED_EVERY_MILLIS : PRIVATE_EVERY_MILLIS;

/** Key of a list of one account: lists of two accounts never share one. */
export const listKey = (owner: string, list: AccountList, isolated: Isolated) =>
  [PRIVATE, owner, list, isolated] as const;

type AccountList = 'balances' | 'open orders' | 'order history' | 'fills' | 'positions';

export function useBalances() {
  const exchange = useExchange();
  const owner = useOwner();
  const isolated = useIsolated();
  const everyMillis = useEveryMillis(isolated);
  return useQuery({
    queryKey: listKey(owner, 'balances', isolated),
    queryFn: () => exchange.balances(isolated),
    enabled: owner !== '',
    refetchInterval: everyMillis,
  });
}

export const ENDED: readonly OrderStatus[] = ['filled', 'canceled', 'expired'];
/**
 * Number of pages of open orders that are read: no account may have more orders than they hold in any market by
 * default.
 */
const OPEN_PAGES_MAX = 20;

/** All open orders of the account in all markets, newest first. */
export function useOpenOrders() {
  const exchange = useExchange();
  const owner = useOwner();
  const isolated = useIsolated();
  const everyMillis = useEveryMillis(isolated);
  return useQuery({
    queryKey: listKey(owner, 'open orders', isolated),
    queryFn: async () => {
      const orders: Order[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < OPEN_PAGES_MAX; page++) {
        const { items, nextCursor } = await exchange.orders({ isolated, statuses: OPEN }, cursor);
        orders.push(...items);
        cursor = nextCursor;
        if (cursor === null) {
          break;
        }
      }
      return orders;
    },
    enabled: owner !== '',
    // Also while the page is hidden: trades meanwhile are notified.
    refetchIntervalInBackground: true,
    // Many pages are asked for less often: the caller's share of requests is for orders.
    refetchInterval: ({ state }) => everyMillis * Math.max(1, Math.ceil((state.data?.length ?? 0) / 100)),
  });
}

/** @param symbol symbol of this market; null for all */
export function useOrderHistory(symbol: string | null, statuses: readonly OrderStatus[] = ENDED, period = EVER) {
  const exchange = useExchange();
  const owner = useOwner();
  const isolated = useIsolated();
  return useInfiniteQuery({
    queryKey: [...listKey(owner, 'order history', isolated), symbol, statuses, period],
    queryFn: ({ pageParam }) => exchange.orders({ isolated, statuses, symbol, period }, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: owner !== '',
  });
}

export function useFills(symbol: string | null, period = EVER) {
  const exchange = useExchange();
  const owner = useOwner();
  const isolated = useIsolated();
  return useInfiniteQuery({
    queryKey: [...listKey(owner, 'fills', isolated), symbol, period],
    queryFn: ({ pageParam }) => exchange.fills({ isolated, symbol, period }, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: owner !== '',
  });
}

/**
 * A list that is read page by page, and not again by itself: the exchange writes down every read.
 *
 * @param ask page behind a cursor; the first page for null
 */
export function useOncePages<P extends { readonly nextCursor: string | null }>(
  queryKey: readonly unknown[],
  ask: (cursor: string | null) => Promise<P>,
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...ONCE,
  });
}

/** After a write: everything of the caller may have changed. */
export const refreshPrivate = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: [PRIVATE] });

/** After a logout: nothing of the caller stays on the page. */
export const forgetPrivate = (queries: QueryClient): void => queries.removeQueries({ queryKey: [PRIVATE] });
