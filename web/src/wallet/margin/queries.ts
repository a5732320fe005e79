/** The caller's margin account and its history. */
import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from '../../exchange/context';
import type { Exchange } from '../../exchange/exchange';
import { interestCharges, levelEvents, marginAccount } from '../../exchange/margin';
import { PRIVATE, useHouse } from '../../exchange/queries';

/** Index prices move by themselves. */
const EVERY_MILLIS = 5_000;

const accountOf = (exchange: Exchange) =>
  queryOptions({ queryKey: [PRIVATE, 'margin'], queryFn: () => marginAccount(exchange) });

/** @param everyMillis how often it is asked for anew */
export function useMarginAccount({ enabled = true, everyMillis = EVERY_MILLIS } = {}) {
  return useQuery({ ...accountOf(useExchange()), enabled, refetchInterval: everyMillis });
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

export function useInterest() {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'margin', 'interest'],
    queryFn: ({ pageParam }) => interestCharges(exchange, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useLevelEvents(kind: 'calls' | 'liquidations') {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'margin', kind],
    queryFn: ({ pageParam }) => levelEvents(exchange, kind, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
