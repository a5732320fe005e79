/** The candles of a market as a chart wants them: the latest, read again and again, and older ones once it comes near its beginning. */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useExchange } from '../exchange/context';
import type { Candle, Market } from '../exchange/model';
import { useCandles } from '../exchange/queries';
import { sourceOf, type Span } from './candles';
import { CandleHistory } from './history';

/** A reading so young is completed by the newest candles; an older one is read again as a whole. */
const YOUNG_MILLIS = 30_000;
/** Covers that time in candles of a second, twice. */
const NEWEST = 60;

/** @returns no candles while none were read */
export function useHistory(market: Market, span: Span) {
  const exchange = useExchange();
  const history = useMemo(() => new CandleHistory(span), [span]);
  const { data: read, dataUpdatedAt, refetch } = useCandles(market, sourceOf(span));
  const readAt = useRef(0);
  const candles = useSyncExternalStore(history.onChange, history.candles);
  const isAsking = useRef(false);
  useEffect(() => {
    readAt.current = dataUpdatedAt;
    if (read !== undefined) {
      history.latest(read);
    }
  }, [history, read, dataUpdatedAt]);
  const readMissed = useCallback(async (): Promise<void> => {
    if (Date.now() - readAt.current > YOUNG_MILLIS) {
      await refetch();
      return;
    }
    const newest = await exchange.candles(market, sourceOf(span), null, NEWEST).catch(() => null);
    if (newest === null) {
      await refetch();
    } else {
      history.latest(newest);
    }
  }, [exchange, history, market, span, refetch]);
  const onGrowth = useCallback(
    (listener: (grown: readonly Candle[]) => void) =>
      exchange.stream.candles(market, sourceOf(span), {
        candle: (candle) => listener(history.grows(candle)),
        // Missed candles are read.
        begins: () => void readMissed(),
      }),
    [exchange, history, market, span, readMissed],
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
      // Further scrolling asks again.
      .catch(() => undefined)
      .finally(() => {
        isAsking.current = false;
      });
  }, [exchange, history, market, span]);
  return { candles, wantOlder, onGrowth };
}
