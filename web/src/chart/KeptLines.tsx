import { useEffect } from 'react';
import { useKept } from '../alerts/kept';
import type { Market } from '../exchange/model';
import type { ChartDrawing } from './drawing';
import { useChartWords } from './words';

interface KeptLinesProps {
  readonly drawing: ChartDrawing;
  readonly market: Market;
  /** Another text where the page has other colours. */
  readonly colours: string;
}

/** Alerts that the exchange keeps, as lines; they are fetched for a logged-in user only. */
export function KeptLines({ drawing, market, colours }: KeptLinesProps) {
  const words = useChartWords();
  const { rows } = useKept(market);
  useEffect(() => {
    drawing.showPrices(
      'kept',
      rows.map(({ price }) => ({ kind: 'alert', at: price, text: words.alert })),
    );
    return () => drawing.showPrices('kept', []);
  }, [drawing, rows, words, colours]);
  return null;
}
