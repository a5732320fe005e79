import { lazy, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { useTrading } from '../app/trading';
import { Fetched } from '../controls/fetched';
import { useSession } from '../exchange/context';
import { useStored } from '../settings/stored';
import { beside } from './beside';
import type { DrawingBoard } from './board';
import type { Span } from './candles';
import { carryOver } from './chosen';
import type { ChartDrawing } from './drawing';
import { Plot } from './Plot';
import { isDrawnOn } from './sheet-name';
import { Tools } from './Tools';
import './plot.css';

const ChartsBeside = lazy(() => import('./ChartsBeside').then((file) => ({ default: file.ChartsBeside })));
const Drawings = lazy(() => import('./Drawings').then((file) => ({ default: file.Drawings })));

carryOver();

interface ChartBodyProps {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
}

/**
 * The part of the chart that is fetched behind the rest of the desk: the library that draws it is as large as all of
 * that.
 */
export function ChartBody({ span, onSpan }: ChartBodyProps) {
  const { market } = useTrading();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  const [wantsTools, setWantsTools] = useState(false);
  const [drawing, setDrawing] = useState<ChartDrawing | null>(null);
  const [board, setBoard] = useState<DrawingBoard | null>(null);
  const isWide = useSyncExternalStore(onWidth, () => matchMedia(WIDE).matches);
  const others = useStored(beside);
  const count = isWide ? 1 + others.length : 1;
  return (
    <div className="chart-whole" onKeyDown={(event) => hear(event, board)}>
      <Tools span={span} onSpan={onSpan} drawing={drawing} board={board} onDraw={() => setWantsTools(true)} />
      <div className="chart-grid" data-count={count}>
        <div className="chart-cell">
          <Plot key={span} market={market} span={span} isSmall={count === 4} onDrawing={setDrawing} />
          {drawing !== null && (wantsTools || isDrawnOn(owner, market.symbol)) && (
            <Fetched>
              <Drawings drawing={drawing} owner={owner} symbol={market.symbol} board={board} onBoard={setBoard} />
            </Fetched>
          )}
        </div>
        {count > 1 && (
          <Fetched>
            <ChartsBeside />
          </Fetched>
        )}
      </div>
    </div>
  );
}

/** A phone has one chart. */
const WIDE = '(min-width: 641px)';

function onWidth(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function hear(event: KeyboardEvent, board: DrawingBoard | null): void {
  if (board === null || (event.target instanceof HTMLElement && event.target.matches('input, select'))) {
    return;
  }
  if (event.key === 'Escape') {
    board.abandon();
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    board.removeSelected();
  } else if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    board.undo();
  }
}
