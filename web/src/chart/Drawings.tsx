import { useEffect } from 'react';
import { useTrading } from '../app/trading';
import { useSession } from '../exchange/context';
import { DrawingBoard } from './board';
import type { ChartDrawing } from './drawing';
import { DrawingBar } from './DrawingBar';

interface DrawingsProps {
  readonly drawing: ChartDrawing;
  readonly board: DrawingBoard | null;
  readonly onBoard: (board: DrawingBoard | null) => void;
}

/** The drawings of the market that is shown, of the account that is logged in. */
export function Drawings({ drawing, board, onBoard }: DrawingsProps) {
  const { market } = useTrading();
  const session = useSession();
  const owner = session.kind === 'in' ? session.user.id : '';
  useEffect(() => {
    const made = new DrawingBoard(drawing.chart, owner, market.symbol);
    onBoard(made);
    return () => {
      onBoard(null);
      made.close();
    };
  }, [drawing, owner, market, onBoard]);
  return board === null ? null : <DrawingBar board={board} />;
}
