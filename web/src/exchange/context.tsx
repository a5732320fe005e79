/** The exchange, for every component below. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Exchange } from './exchange';
import type { ConnectionState } from './model';
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

/** True if every change of the caller's data is received as it happens. */
export function useFollowing(): boolean {
  const { account } = useExchange();
  return useSyncExternalStore(account.onState, account.isFollowing);
}

export function useConnection(): ConnectionState {
  const { stream } = useExchange();
  return useSyncExternalStore(stream.onState, () => stream.state);
}
