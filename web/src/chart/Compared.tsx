import { useEffect } from 'react';
import type { Market } from '../exchange/model';
import { useMarkets } from '../exchange/queries';
import type { Span } from './candles';
import type { ChartDrawing } from './drawing';
import { useHistory } from './use-history';

interface ComparedProps {
  readonly symbol: string;
  readonly span: Span;
  readonly drawing: ChartDrawing;
  /** When the first candle of the chart opens; null: there is none. */
  readonly from: number | null;
}

/** Another market's closes over the prices; mount it anew (by `key`) for another one. */
export function Compared({ symbol, ...of }: ComparedProps) {
  const other = useMarkets().data?.find((market) => market.symbol === symbol);
  return other === undefined ? null : <Line market={other} {...of} />;
}

interface LineProps extends Omit<ComparedProps, 'symbol'> {
  readonly market: Market;
}

function Line({ market, span, drawing, from }: LineProps) {
  const { candles, wantOlder } = useHistory(market, span);
  const first = candles?.[0]?.openMillis;
  useEffect(() => {
    if (from !== null && first !== undefined && first > from) {
      wantOlder();
    }
  }, [from, first, wantOlder]);
  useEffect(() => {
    drawing.compare(candles, market);
    return () => drawing.compare(null, market);
  }, [drawing, candles, market]);
  return null;
}
