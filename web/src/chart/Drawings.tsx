import { useEffect } from 'react';
import { DrawingBoard } from './board';
import type { ChartDrawing } from './drawing';
import { DrawingBar } from './DrawingBar';

interface DrawingsProps {
  readonly drawing: ChartDrawing;
  /** The account; empty without a session. */
  readonly owner: string;
  readonly symbol: string;
  readonly board: DrawingBoard | null;
  readonly onBoard: (board: DrawingBoard | null) => void;
}

/** A market's drawings, of one account; fetched where there are any, or the tools are opened. */
export function Drawings({ drawing, owner, symbol, board, onBoard }: DrawingsProps) {
  useEffect(() => {
    const made = new DrawingBoard(drawing.chart, owner, symbol);
    onBoard(made);
    return () => {
      onBoard(null);
      made.close();
    };
  }, [drawing, owner, symbol, onBoard]);
  return board === null ? null : <DrawingBar board={board} />;
}
