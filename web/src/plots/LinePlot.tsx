import { useRef, useState } from 'react';
import { bandOf, heightOf, leftOf, markOf, nearest, partsOf, pathOf, spanOf, type Span } from './line';
import { useWidth } from './use-width';
import './plots.css';

/** A value at a time, with what may lie around it. */
export interface PlotPoint {
  /** Said below and beside the pointer. */
  readonly label: string;
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
}

/** Another line over the same times. */
export interface FurtherLine {
  readonly name: string;
  /** As many as there are points; null where it has no value. */
  readonly values: readonly (number | null)[];
}

/** Something that happened at one of the points. */
export interface PlotMark {
  /** Place of the point among all. */
  readonly at: number;
  readonly value: number;
  readonly kind: 'buy' | 'sell';
  /** Said beside the pointer. */
  readonly text: string;
}

interface LinePlotProps {
  /** Description for screen readers. */
  readonly label: string;
  /** Oldest first, one or more. */
  readonly points: readonly PlotPoint[];
  readonly text: (value: number) => string;
  /** Shorter, beside the levels, where the text is too long for that. */
  readonly levelText?: (value: number) => string;
  /** Value that is always within the picture; else the values decide. */
  readonly span?: Span;
  /** Name of the first line in the legend; needed only beside further lines. */
  readonly name?: string;
  readonly further?: readonly FurtherLine[];
  readonly marks?: readonly PlotMark[];
  /** True if the room between the line and zero is filled, as for losses. */
  readonly isLoss?: boolean;
}

const NONE: readonly never[] = [];
const HEIGHT = 220;
const AXIS = 22;
const SIDE = 64;
const LEVELS = 4;
/** Room that a date below needs. */
const DATE_PIXELS = 110;

/** A line over time; the pointer, or an arrow key, shows the value of one place. */
export function LinePlot(plot: LinePlotProps) {
  const { label, points, text, levelText = text, span, name, further = NONE, marks = NONE, isLoss = false } = plot;
  const element = useRef<HTMLDivElement>(null);
  const width = Math.max(0, useWidth(element) - SIDE);
  const [pointed, setPointed] = useState<number | null>(null);
  const count = points.length;
  const at = pointed === null ? null : points[Math.min(pointed, count - 1)];
  const here = pointed === null ? [] : marks.filter((mark) => mark.at === pointed);
  const step = (by: number): void => setPointed(Math.max(0, Math.min(count - 1, (pointed ?? count - 1) + by)));
  return (
    <div className={isLoss ? 'line-plot line-plot-loss' : 'line-plot'} dir="ltr">
      {further.length > 0 && (
        <ul className="line-plot-legend">
          {[name ?? label, ...further.map((line) => line.name)].map((each, place) => (
            <li key={each} className={`line-plot-key-${place}`}>
              <bdi>{each}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p className="line-plot-value number" role="status">
        {at != null && (
          <>
            <bdi className="quiet">{at.label}</bdi> <b>{text(at.value)}</b>
            {at.low != null && at.high != null && ` (${text(at.low)} – ${text(at.high)})`}
            {further.map((line) => {
              const value = line.values[pointed ?? 0] ?? null;
              return value === null ? null : (
                <span key={line.name}>
                  {' · '}
                  <bdi>{line.name}</bdi> {text(value)}
                </span>
              );
            })}
            {here.map((mark, place) => (
              <b key={place} className={mark.kind === 'buy' ? 'up' : 'down'}>
                {' · '}
                <bdi>{mark.text}</bdi>
              </b>
            ))}
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
        aria-valuetext={pointText(points[pointed ?? count - 1], text)}
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
        <Picture
          points={points}
          text={levelText}
          width={width}
          requested={span}
          pointed={at == null ? null : pointed}
          further={further}
          marks={marks}
          isLoss={isLoss}
        />
      </div>
    </div>
  );
}

const pointText = (point: PlotPoint | undefined, text: (value: number) => string): string =>
  point === undefined ? '' : `${point.label}: ${text(point.value)}`;

interface PictureProps {
  readonly points: readonly PlotPoint[];
  readonly text: (value: number) => string;
  readonly width: number;
  readonly requested: Span | undefined;
  readonly pointed: number | null;
  readonly further: readonly FurtherLine[];
  readonly marks: readonly PlotMark[];
  readonly isLoss: boolean;
}

function Picture({ points, text, width, requested, pointed, further, marks, isLoss }: PictureProps) {
  const height = HEIGHT - AXIS;
  const values = points.map(({ value }) => value);
  const lows = points.map(({ low, value }) => low ?? value);
  const highs = points.map(({ high, value }) => high ?? value);
  const others = further.flatMap((line) => line.values).filter((value) => value !== null);
  const span = requested ?? spanOf([...lows, ...highs, ...others, ...marks.map(({ value }) => value)]);
  const zeros = isLoss ? points.map(() => 0) : null;
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
      {zeros !== null && <path className="line-plot-fall" d={bandOf(values, zeros, span, width, height)} />}
      {further.map((line, place) => (
        <path
          key={line.name}
          className={`line-plot-further line-plot-key-${place + 1}`}
          d={partsOf(line.values, span, width, height)}
        />
      ))}
      <path className="line-plot-line" d={pathOf(values, span, width, height)} />
      {dated.map((at) => (
        <text key={at} className="line-plot-date" x={leftOf(at, points.length, width)} y={HEIGHT - 6}>
          {points[at]?.label}
        </text>
      ))}
      {marks.map(({ at, value, kind }, place) => (
        <path
          key={place}
          className={`line-plot-mark-${kind}`}
          d={markOf(kind, leftOf(at, points.length, width), heightOf(value, span, height))}
        />
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
