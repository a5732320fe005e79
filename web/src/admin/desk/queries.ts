/** The operator pages' data, read again at intervals. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMarketDesk } from '../../exchange/market-desk';
import { PRIVATE } from '../../exchange/queries';

const EVERY_MILLIS = 10_000;
const KEY = [PRIVATE, 'administration', 'desk'] as const;

export function useMarketRules() {
  const desk = useMarketDesk();
  return useQuery({ queryKey: [...KEY, 'markets'], queryFn: () => desk.markets(), refetchInterval: EVERY_MILLIS });
}

export function useAssetCodes() {
  const desk = useMarketDesk();
  return useQuery({
    queryKey: [...KEY, 'assets'],
    queryFn: async () => (await desk.assets()).map(({ code }) => code),
  });
}

export function useStops() {
  const desk = useMarketDesk();
  return useQuery({ queryKey: [...KEY, 'stops'], queryFn: () => desk.stops(), refetchInterval: EVERY_MILLIS });
}

/** @param number null: none is looked up */
export function useRisk(number: string | null) {
  const desk = useMarketDesk();
  return useQuery({
    queryKey: [...KEY, 'risk', number],
    queryFn: () => desk.risk(number ?? ''),
    enabled: number !== null,
  });
}

/** Looked at again now and then: orders come and go. */
export function useGlance(number: string) {
  const desk = useMarketDesk();
  return useQuery({
    queryKey: [...KEY, 'glance', number],
    queryFn: () => desk.glance(number),
    refetchInterval: EVERY_MILLIS,
  });
}

/** Not read again by itself: the exchange records every look at a person's balances. */
export function useBalancesOf(number: string) {
  const desk = useMarketDesk();
  return useQuery({
    queryKey: [...KEY, 'balances', number],
    queryFn: () => desk.balancesOf(number),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Not looked at again by itself, like balances. */
export function useOrdersOf(number: string, onlyOpen: boolean) {
  const desk = useMarketDesk();
  return useInfiniteQuery({
    queryKey: [...KEY, 'orders', number, onlyOpen],
    queryFn: ({ pageParam }) => desk.ordersOf(number, onlyOpen, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useOwnHouse() {
  const desk = useMarketDesk();
  return useQuery({ queryKey: [...KEY, 'house'], queryFn: () => desk.ownHouse() });
}
