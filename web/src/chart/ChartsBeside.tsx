import { useState } from 'react';
import { IsolatedContext, useIsolated, useSession } from '../exchange/context';
import type { Market } from '../exchange/model';
import { useMarkets } from '../exchange/queries';
import { useSpeech } from '../language/language';
import { useStored } from '../settings/stored';
import { beside, changeBeside, type Beside } from './beside';
import type { DrawingBoard } from './board';
import { SPANS } from './candles';
import type { ChartDrawing } from './drawing';
import { Drawings } from './Drawings';
import { usePanelWords } from './panel-words';
import { Plot } from './Plot';
import { spanName } from './span-name';

/** The charts beside the desk's own; fetched where there are any. */
export function ChartsBeside() {
  const all = useStored(beside);
  const { data: markets = [] } = useMarkets();
  return all.map((one, at) => {
    const market = markets.find(({ symbol }) => symbol === one.symbol) ?? markets[0];
    return market === undefined ? null : <Cell key={at} at={at} {...one} market={market} markets={markets} />;
  });
}

interface CellProps extends Beside {
  readonly at: number;
  readonly market: Market;
  readonly markets: readonly Market[];
}

function Cell({ at, market, markets, span }: CellProps) {
  const words = usePanelWords();
  const { messages, language } = useSpeech();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  const [drawing, setDrawing] = useState<ChartDrawing | null>(null);
  const [board, setBoard] = useState<DrawingBoard | null>(null);
  const { symbol } = market;
  // An isolated account trades in its own market alone.
  const isolated = useIsolated() === symbol ? symbol : null;
  return (
    <section className="chart-cell" aria-label={words.chartNumber(at + 2)}>
      <header className="chart-cell-head">
        <select
          aria-label={words.marketOf(at + 2)}
          value={symbol}
          onChange={({ target }) => changeBeside(at, { symbol: target.value })}
        >
          {markets.map((other) => (
            <option key={other.symbol} value={other.symbol}>
              {other.symbol.replace('-', '/')}
            </option>
          ))}
        </select>
        <select
          aria-label={`${messages.candleLength} ${at + 2}`}
          value={span}
          onChange={({ target }) => changeBeside(at, { span: SPANS.find((choice) => choice === target.value) ?? span })}
        >
          {SPANS.map((choice) => (
            <option key={choice} value={choice}>
              {spanName(choice, language)}
            </option>
          ))}
        </select>
      </header>
      <IsolatedContext value={isolated}>
        <Plot key={`${symbol} ${span}`} market={market} span={span} isSmall onDrawing={setDrawing} />
      </IsolatedContext>
      {drawing !== null && (
        <Drawings drawing={drawing} owner={owner} symbol={symbol} board={board} onBoard={setBoard} />
      )}
    </section>
  );
}
