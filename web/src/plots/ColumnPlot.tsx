import { useRef } from 'react';
import { useWidth } from './use-width';
import './plots.css';

/** How many values lie between two bounds. */
export interface PlotColumn {
  readonly label: string;
  readonly count: number;
  readonly isLoss: boolean;
}

interface ColumnPlotProps {
  /** Text of the plot for screen readers. */
  readonly label: string;
  readonly columns: readonly PlotColumn[];
  readonly text: (count: number) => string;
}

const HEIGHT = 170;
const AXIS = 22;
const TOP = 18;
const GAP = 2;
/** Room that a bound below needs. */
const LABEL_PIXELS = 56;

/** A distribution: a column for each range of values, with its count above it. */
export function ColumnPlot({ label, columns, text }: ColumnPlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const most = Math.max(1, ...columns.map(({ count }) => count));
  const each = columns.length === 0 ? 0 : width / columns.length;
  const every = Math.max(1, Math.ceil(LABEL_PIXELS / Math.max(1, each)));
  const texts = columns.filter(({ count }) => count > 0).map((column) => `${column.label}: ${text(column.count)}`);
  return (
    <div className="column-plot" dir="ltr" ref={element} role="img" aria-label={`${label}. ${texts.join('; ')}`}>
      <svg width={width} height={HEIGHT} aria-hidden>
        {columns.map(({ label: bound, count, isLoss }, at) => {
          const height = ((HEIGHT - AXIS - TOP) * count) / most;
          const middle = (at + 0.5) * each;
          return (
            <g key={bound}>
              <rect
                className={isLoss ? 'column-plot-down' : 'column-plot-up'}
                x={at * each + GAP}
                y={HEIGHT - AXIS - height}
                width={Math.max(0, each - 2 * GAP)}
                height={height}
                rx={2}
              />
              {count > 0 && (
                <text className="column-plot-count" x={middle} y={HEIGHT - AXIS - height - 5}>
                  {text(count)}
                </text>
              )}
              {at % every === 0 && (
                <text x={middle} y={HEIGHT - 6}>
                  {bound}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
