import { useQuery } from '@tanstack/react-query';
import { useExchange, useIsolated, useSession } from '../exchange/context';
import { positions } from '../exchange/positions';
import { listKey } from '../exchange/queries';

/** @param everyMillis how often they are asked for again: their worth moves with the market */
export function usePositions(everyMillis: number) {
  const exchange = useExchange();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  const isolated = useIsolated();
  return useQuery({
    queryKey: listKey(owner, 'positions', isolated),
    queryFn: () => positions(exchange, isolated),
    enabled: owner !== '',
    refetchInterval: everyMillis,
  });
}
