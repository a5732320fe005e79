/** The exchange, for every component below. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Exchange } from './exchange';
import type { ConnectionState, Isolated } from './model';
import type { SessionState } from './session';

export const ExchangeContext = createContext<Exchange | null>(null);

export function useExchange(): Exchange {
  const exchange = useContext(ExchangeContext);
  if (exchange === null) {
    throw new Error('no ExchangeContext above');
  }
  return exchange;
}

export function useSession(): SessionState {
  const { session } = useExchange();
  return useSyncExternalStore(session.onChange, () => session.state);
}

/** Account of the requests and lists below: the main account where no part above provides another. */
export const IsolatedContext = createContext<Isolated>(null);

export const useIsolated = (): Isolated => useContext(IsolatedContext);

/** True if every change of the account is received as it happens. */
export function useFollowing(isolated: Isolated = null): boolean {
  const stream = useExchange().streamOf(isolated);
  return useSyncExternalStore(stream.onState, stream.isFollowing);
}

export function useConnection(): ConnectionState {
  const { stream } = useExchange();
  return useSyncExternalStore(stream.onState, () => stream.state);
}
