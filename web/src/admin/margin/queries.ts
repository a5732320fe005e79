/** Data of lending for operators. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from '../../exchange/context';
import { lendingPools } from '../../exchange/margin-admin';
import { PRIVATE } from '../../exchange/queries';

/** Sources of index prices become late within a minute; reads of pools are not audited. */
export const EVERY_MILLIS = 10_000;

export function useLendingPools() {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'administration', 'lending pools'],
    queryFn: () => lendingPools(exchange),
    refetchInterval: EVERY_MILLIS,
  });
}
