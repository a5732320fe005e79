import { useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from '../exchange/context';
import { positions } from '../exchange/positions';
import { PRIVATE } from '../exchange/queries';

/** @param everyMillis how often they are asked for again: their worth moves with the market */
export function usePositions(everyMillis: number) {
  const exchange = useExchange();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  return useQuery({
    queryKey: [PRIVATE, owner, 'positions'],
    queryFn: () => positions(exchange),
    enabled: owner !== '',
    refetchInterval: everyMillis,
  });
}
