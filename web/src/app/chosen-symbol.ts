/** The market on the screen is part of the address, so that it can be bookmarked: `#BTC-USDT`. */
import { useCallback, useSyncExternalStore } from 'react';

export function useChosenSymbol(): readonly [string, (symbol: string) => void] {
  const symbol = useSyncExternalStore(onHashChange, () => decodeURIComponent(location.hash.slice(1)));
  const choose = useCallback((chosen: string) => {
    location.hash = chosen;
  }, []);
  return [symbol, choose];
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
