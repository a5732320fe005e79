/** The caller's margin account and its history. */
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from '../../exchange/context';
import type { Exchange } from '../../exchange/exchange';
import { interestCharges, isolatedAccounts, levelEvents, marginAccount } from '../../exchange/margin';
import type { Isolated } from '../../exchange/model';
import { PRIVATE, useHouse } from '../../exchange/queries';

/** Index prices move by themselves. */
const EVERY_MILLIS = 5_000;

const accountOf = (exchange: Exchange, isolated: Isolated = null) =>
  queryOptions({ queryKey: [PRIVATE, 'margin', { isolated }], queryFn: () => marginAccount(exchange, isolated) });

/** @param everyMillis how often it is asked for anew */
export function useMarginAccount({ enabled = true, everyMillis = EVERY_MILLIS, isolated = null as Isolated } = {}) {
  return useQuery({ ...accountOf(useExchange(), isolated), enabled, refetchInterval: everyMillis });
}

/** Symbols of the markets in which the caller has or had money in an isolated account. */
export function useIsolatedAccounts(enabled = true) {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'margin', 'isolated'], queryFn: () => isolatedAccounts(exchange), enabled });
}

/** True if the exchange lends, or the caller owes something from the time when it did. */
export function useHasMargin(): boolean {
  const session = useSession();
  const isOn = useHouse()?.features.margin;
  const { data } = useQuery({
    ...accountOf(useExchange()),
    enabled: session.kind === 'in' && isOn === false,
    staleTime: 60_000,
  });
  return isOn === true || (data?.items.some(({ isOwed }) => isOwed) ?? false);
}

export function useInterest(isolated: Isolated) {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'margin', 'interest', isolated],
    queryFn: ({ pageParam }) => interestCharges(exchange, isolated, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useLevelEvents(kind: 'calls' | 'liquidations', isolated: Isolated) {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'margin', kind, isolated],
    queryFn: ({ pageParam }) => levelEvents(exchange, kind, isolated, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
