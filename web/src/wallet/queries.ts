/** The wallet's data from the exchange. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isSettled, useConversions } from '../exchange/conversion';
import { isOver, useCustody, type TransactionFilter } from '../exchange/custody';
import { useExchange } from '../exchange/context';
import { withdrawalLimits } from '../exchange/limits';
import { PRIVATE } from '../exchange/queries';

/** Interval for reading pending entries; entries from elsewhere show up a little later. */
const UNFINISHED_EVERY_MILLIS = 2_000;
/** A convert takes a moment. */
const CONVERTS_EVERY_MILLIS = 500;
const NEW_EVERY_MILLIS = 6_000;

export function useAddresses() {
  const custody = useCustody();
  return useQuery({ queryKey: [PRIVATE, 'addresses'], queryFn: () => custody.addresses(), staleTime: 60_000 });
}

export function useTransactions(filter: TransactionFilter) {
  const custody = useCustody();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'transactions', filter],
    queryFn: ({ pageParam }) => custody.transactions(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      (state.data?.pages ?? []).some(({ items }) => items.some((row) => !isOver(row)))
        ? UNFINISHED_EVERY_MILLIS
        : NEW_EVERY_MILLIS,
  });
}

/** With each of its steps, until it is over. */
export function useWithdrawal(id: string) {
  const custody = useCustody();
  return useQuery({
    queryKey: [PRIVATE, 'withdrawal', id],
    queryFn: () => custody.withdrawal(id),
    refetchInterval: ({ state }) => (state.data === undefined || !isOver(state.data)) && UNFINISHED_EVERY_MILLIS,
  });
}

/** A convert with each of its steps, until it is over. */
export function useConversion(id: string) {
  const conversions = useConversions();
  return useQuery({
    queryKey: [PRIVATE, 'conversion', id],
    queryFn: () => conversions.conversion(id),
    refetchInterval: ({ state }) => (state.data === undefined || !isSettled(state.data)) && CONVERTS_EVERY_MILLIS,
  });
}

/** The amount that may be withdrawn, and its remainder of today. */
export function useLimits() {
  const exchange = useExchange();
  return useQuery({ queryKey: [PRIVATE, 'limits'], queryFn: () => withdrawalLimits(exchange) });
}

export function useAllowList() {
  const custody = useCustody();
  return useQuery({ queryKey: [PRIVATE, 'allow-list'], queryFn: () => custody.allowList() });
}
