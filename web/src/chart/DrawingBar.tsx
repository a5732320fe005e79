import { useSyncExternalStore } from 'react';
import type { DrawingBoard } from './board';
import { usePanelWords } from './panel-words';

/** Actions on the drawing that is begun or selected. */
export function DrawingBar({ board }: { readonly board: DrawingBoard }) {
  const words = usePanelWords();
  const { tool, selected, canUndo } = useSyncExternalStore(board.onChange, board.state);
  return (
    <div className="chart-drawing-bar" role="group" aria-label={words.drawing}>
      <span role="status" className={tool === null ? 'unseen' : undefined}>
        {tool === null ? '' : words.setPoints(words.tools[tool])}
      </span>
      {tool !== null && (
        <button type="button" className="chart-interval" onClick={() => board.abandon()}>
          {words.cancelDrawing}
        </button>
      )}
      {tool === null && selected !== null && (
        <>
          <button type="button" className="chart-interval" onClick={() => board.removeSelected()}>
            {words.deleteDrawing}
          </button>
          {canUndo && (
            <button type="button" className="chart-interval" onClick={() => board.undo()}>
              {words.undo}
            </button>
          )}
        </>
      )}
    </div>
  );
}
