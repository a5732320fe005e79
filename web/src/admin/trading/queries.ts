/** The operator pages' data, read again at intervals. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMarketAdmin } from '../../exchange/market-admin';
import { PRIVATE } from '../../exchange/queries';

const EVERY_MILLIS = 10_000;
const KEY = [PRIVATE, 'administration', 'trading'] as const;

export function useMarketRules() {
  const marketAdmin = useMarketAdmin();
  return useQuery({
    queryKey: [...KEY, 'markets'],
    queryFn: () => marketAdmin.markets(),
    refetchInterval: EVERY_MILLIS,
  });
}

export function useAssetCodes() {
  const marketAdmin = useMarketAdmin();
  return useQuery({
    queryKey: [...KEY, 'assets'],
    queryFn: async () => (await marketAdmin.assets()).map(({ code }) => code),
  });
}

export function useStops() {
  const marketAdmin = useMarketAdmin();
  return useQuery({ queryKey: [...KEY, 'stops'], queryFn: () => marketAdmin.stops(), refetchInterval: EVERY_MILLIS });
}

/** @param number null: none is looked up */
export function useRisk(number: string | null) {
  const marketAdmin = useMarketAdmin();
  return useQuery({
    queryKey: [...KEY, 'risk', number],
    queryFn: () => marketAdmin.risk(number ?? ''),
    enabled: number !== null,
  });
}

/** Looked at again now and then: orders come and go. */
export function useGlance(number: string) {
  const marketAdmin = useMarketAdmin();
  return useQuery({
    queryKey: [...KEY, 'glance', number],
    queryFn: () => marketAdmin.glance(number),
    refetchInterval: EVERY_MILLIS,
  });
}

/** Not read again by itself: the exchange records every look at a person's balances. */
export function useBalancesOf(number: string) {
  const marketAdmin = useMarketAdmin();
  return useQuery({
    queryKey: [...KEY, 'balances', number],
    queryFn: () => marketAdmin.balancesOf(number),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Not looked at again by itself, like balances. */
export function useOrdersOf(number: string, onlyOpen: boolean) {
  const marketAdmin = useMarketAdmin();
  return useInfiniteQuery({
    queryKey: [...KEY, 'orders', number, onlyOpen],
    queryFn: ({ pageParam }) => marketAdmin.ordersOf(number, onlyOpen, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useOwnHouse() {
  const marketAdmin = useMarketAdmin();
  return useQuery({ queryKey: [...KEY, 'house'], queryFn: () => marketAdmin.ownHouse() });
}
