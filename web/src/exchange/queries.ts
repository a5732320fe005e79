/** What the page knows of the exchange, kept fresh. */
import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useExchange, useSession } from './context';
import type { Interval, Market, Ticker } from './model';

const TICKERS = ['tickers'];
/** What the keys of everything that is the caller's begin with. */
export const PRIVATE = 'private';

/** Private lists are asked again this often: there is no private stream yet. */
const PRIVATE_EVERY_MILLIS = 2_000;

export function useMarkets() {
  const exchange = useExchange();
  return useQuery({ queryKey: ['markets'], queryFn: () => exchange.markets(), refetchInterval: 15_000 });
}

export function useSources() {
  const exchange = useExchange();
  return useQuery({ queryKey: ['sources'], queryFn: () => exchange.sources(), staleTime: Infinity });
}

export function useTickers() {
  const exchange = useExchange();
  return useQuery({ queryKey: TICKERS, queryFn: () => exchange.tickers(), refetchInterval: 5_000 });
}

export function useTicker(market: Market): Ticker | undefined {
  return useTickers().data?.find(({ symbol }) => symbol === market.symbol);
}

/** Keeps the ticker of one market up to date between the answers for all. */
export function useFollowTicker(market: Market): void {
  const { stream } = useExchange();
  const queries = useQueryClient();
  useEffect(
    () =>
      stream.ticker(market, (ticker) => {
        queries.setQueryData<readonly Ticker[]>(TICKERS, (known) =>
          known?.map((other) => (other.symbol === ticker.symbol ? ticker : other)),
        );
      }),
    [stream, market, queries],
  );
}

export function useCandles(market: Market, interval: Interval) {
  const exchange = useExchange();
  return useQuery({
    queryKey: ['candles', market.symbol, interval],
    queryFn: () => exchange.candles(market, interval),
    refetchInterval: 30_000,
  });
}

export function useBalances() {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'balances'],
    queryFn: () => exchange.balances(),
    enabled: useSession().kind === 'in',
    refetchInterval: PRIVATE_EVERY_MILLIS,
  });
}

/** Open orders of all markets: the newest hundred. */
export function useOpenOrders() {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'open orders'],
    queryFn: () => exchange.orders(['open', 'waiting', 'partially_filled'], null),
    enabled: useSession().kind === 'in',
    refetchInterval: PRIVATE_EVERY_MILLIS,
  });
}

export function useOrderHistory() {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'order history'],
    queryFn: ({ pageParam }) => exchange.orders(['filled', 'canceled', 'expired'], pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: useSession().kind === 'in',
  });
}

export function useFills() {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'fills'],
    queryFn: ({ pageParam }) => exchange.fills(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: useSession().kind === 'in',
  });
}

/** After a write: everything of the caller may have changed. */
export const refreshPrivate = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: [PRIVATE] });

/** After a logout: nothing of the caller stays on the page. */
export const forgetPrivate = (queries: QueryClient): void => queries.removeQueries({ queryKey: [PRIVATE] });
