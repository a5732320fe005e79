/** The candles of a market as a chart wants them: the latest, read again and again, and older ones once it comes near its beginning. */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useExchange } from '../exchange/context';
import type { Candle, Market } from '../exchange/model';
import { useCandles } from '../exchange/queries';
import { sourceOf, type Span } from './candles';
import { CandleHistory } from './history';

/** @returns no candles while none were read */
export function useHistory(market: Market, span: Span) {
  const exchange = useExchange();
  const history = useMemo(() => new CandleHistory(span), [span]);
  const { data: read, refetch } = useCandles(market, sourceOf(span));
  const candles = useSyncExternalStore(history.onChange, history.candles);
  const isAsking = useRef(false);
  useEffect(() => {
    if (read !== undefined) {
      history.latest(read);
    }
  }, [history, read]);
  const onGrowth = useCallback(
    (listener: (grown: readonly Candle[]) => void) =>
      exchange.stream.candles(market, sourceOf(span), {
        candle: (candle) => listener(history.grows(candle)),
        // What was missed meanwhile is read.
        begins: () => void refetch(),
      }),
    [exchange, history, market, span, refetch],
  );
  const wantOlder = useCallback(() => {
    const before = history.before();
    if (before === null || isAsking.current) {
      return;
    }
    isAsking.current = true;
    exchange
      .candles(market, sourceOf(span), before)
      .then((older) => history.older(older))
      // Whoever scrolls on asks again.
      .catch(() => undefined)
      .finally(() => {
        isAsking.current = false;
      });
  }, [exchange, history, market, span]);
  return { candles, wantOlder, onGrowth };
}
