import { useEffect, useRef, useState } from 'react';
import { bandOf, heightOf, leftOf, nearest, pathOf, spanOf, type Span } from './line';
import './plots.css';

/** A value at a time, with what may lie around it. */
export interface PlotPoint {
  /** Said below and beside the pointer. */
  readonly label: string;
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
}

interface LinePlotProps {
  /** What it shows, for who does not see. */
  readonly label: string;
  /** Oldest first, one or more. */
  readonly points: readonly PlotPoint[];
  readonly text: (value: number) => string;
  /** Shorter, beside the levels, where the text is too long for that. */
  readonly levelText?: (value: number) => string;
  /** What is always within the picture; else what the values need. */
  readonly span?: Span;
}

const HEIGHT = 220;
const AXIS = 22;
const SIDE = 64;
const LEVELS = 4;
/** Room that a date below needs. */
const DATE_PIXELS = 110;

/** A line over time; the pointer, or an arrow key, tells of one place. */
export function LinePlot({ label, points, text, levelText = text, span }: LinePlotProps) {
  const element = useRef<HTMLDivElement>(null);
  const width = Math.max(0, useWidth(element) - SIDE);
  const [pointed, setPointed] = useState<number | null>(null);
  const count = points.length;
  const at = pointed === null ? null : points[Math.min(pointed, count - 1)];
  const step = (by: number): void => setPointed(Math.max(0, Math.min(count - 1, (pointed ?? count - 1) + by)));
  return (
    <div className="line-plot" dir="ltr">
      <p className="line-plot-said number" role="status">
        {at != null && (
          <>
            <bdi className="quiet">{at.label}</bdi> <b>{text(at.value)}</b>
            {at.low != null && at.high != null && ` (${text(at.low)} – ${text(at.high)})`}
          </>
        )}
      </p>
      <div
        ref={element}
        className="line-plot-canvas"
        role="slider"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={pointed ?? count - 1}
        aria-valuetext={saidOf(points[pointed ?? count - 1], text)}
        tabIndex={0}
        onPointerMove={({ clientX, currentTarget }) =>
          setPointed(nearest(clientX - currentTarget.getBoundingClientRect().left, count, width))
        }
        onPointerLeave={() => setPointed(null)}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft' || key === 'ArrowRight') {
            step(key === 'ArrowLeft' ? -1 : 1);
          }
        }}
      >
        <Picture points={points} text={levelText} width={width} wanted={span} pointed={at == null ? null : pointed} />
      </div>
    </div>
  );
}

const saidOf = (point: PlotPoint | undefined, text: (value: number) => string): string =>
  point === undefined ? '' : `${point.label}: ${text(point.value)}`;

interface PictureProps {
  readonly points: readonly PlotPoint[];
  readonly text: (value: number) => string;
  readonly width: number;
  readonly wanted: Span | undefined;
  readonly pointed: number | null;
}

function Picture({ points, text, width, wanted, pointed }: PictureProps) {
  const height = HEIGHT - AXIS;
  const values = points.map(({ value }) => value);
  const lows = points.map(({ low, value }) => low ?? value);
  const highs = points.map(({ high, value }) => high ?? value);
  const span = wanted ?? spanOf([...lows, ...highs]);
  const levels = Array.from(
    { length: LEVELS },
    (_, at) => span.least + ((at + 0.5) / LEVELS) * (span.most - span.least),
  );
  const dates = Math.max(1, Math.min(points.length, Math.floor(width / DATE_PIXELS)));
  const dated = [...new Set(Array.from({ length: dates }, (_, at) => Math.round((at * (points.length - 1)) / dates)))];
  const left = pointed === null ? 0 : leftOf(pointed, points.length, width);
  return (
    <svg width={width + SIDE} height={HEIGHT} aria-hidden>
      {levels.map((level) => (
        <g key={level}>
          <line
            className="line-plot-grid"
            x1={0}
            x2={width}
            y1={heightOf(level, span, height)}
            y2={heightOf(level, span, height)}
          />
          <text className="number" x={width + 8} y={heightOf(level, span, height) + 4}>
            {text(level)}
          </text>
        </g>
      ))}
      {points.some(({ low }) => low != null) && (
        <path className="line-plot-band" d={bandOf(lows, highs, span, width, height)} />
      )}
      <path className="line-plot-line" d={pathOf(values, span, width, height)} />
      {dated.map((at) => (
        <text key={at} className="line-plot-date" x={leftOf(at, points.length, width)} y={HEIGHT - 6}>
          {points[at]?.label}
        </text>
      ))}
      {(pointed !== null || points.length === 1) && (
        <circle
          className="line-plot-point"
          cx={points.length === 1 ? width / 2 : left}
          cy={heightOf(values[pointed ?? 0] ?? 0, span, height)}
          r={4}
        />
      )}
    </svg>
  );
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
