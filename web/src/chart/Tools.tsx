import { lazy, useId, useRef, useState } from 'react';
import { useTrading } from '../app/trading';
import { Fetched } from '../controls/fetched';
import { rove } from '../controls/roving';
import { numeral } from '../money/numerals';
import { useStored } from '../settings/stored';
import type { DrawingBoard } from './board';
import type { Span } from './candles';
import { KINDS } from './catalogue';
import { indicators } from './chosen';
import type { ChartDrawing } from './drawing';
import { useChartWords } from './words';

const Panel = lazy(() => import('./panels').then((file) => ({ default: file.Panel })));

export const PANELS = ['style', 'indicators', 'draw', 'compare', 'layouts'] as const;
export type PanelName = (typeof PANELS)[number];

export interface ToolsProps {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  /** Null while there is no chart. */
  readonly drawing: ChartDrawing | null;
  readonly board: DrawingBoard | null;
  /** The tools for drawing are opened. */
  readonly onDraw: () => void;
}

/** The chart's menus, one open at a time. */
export function Tools(props: ToolsProps) {
  const words = useChartWords();
  const chosen = useStored(indicators);
  const panel = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<PanelName | null>(null);
  const [stop, setStop] = useState(0);
  const count = KINDS.filter((kind) => chosen[kind] !== undefined).length;
  const close = (): void => {
    root.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setOpen(null);
  };
  const turn = (name: PanelName): void => {
    if (name === 'draw') {
      props.onDraw();
    }
    setOpen(open === name ? null : name);
  };
  return (
    <div
      className="chart-tools"
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open !== null) {
          event.stopPropagation();
          close();
        }
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && root.current?.contains(relatedTarget) !== true) {
          setOpen(null);
        }
      }}
    >
      <div
        className="chart-tools-strip"
        role="toolbar"
        aria-label={words.toolbar}
        onKeyDown={(event) => rove(event, 'button')}
        onFocus={({ target, currentTarget }) => setStop([...currentTarget.children].indexOf(target))}
      >
        {PANELS.map((name, at) => (
          <button
            key={name}
            type="button"
            className="chart-interval"
            aria-expanded={open === name}
            aria-controls={panel}
            tabIndex={stop === at ? 0 : -1}
            onClick={() => turn(name)}
          >
            {words[name]}
            {name === 'indicators' && count > 0 && ` (${numeral(count)})`}
          </button>
        ))}
        <Whole drawing={props.drawing} stop={stop} />
      </div>
      <div id={panel} className="chart-tools-panel" hidden={open === null}>
        {open !== null && (
          <Fetched>
            <Panel name={open} {...props} onClose={close} />
          </Fetched>
        )}
      </div>
    </div>
  );
}

/** Actions on the chart as a whole. */
function Whole({ drawing, stop }: { readonly drawing: ChartDrawing | null; readonly stop: number }) {
  const words = useChartWords();
  const { market } = useTrading();
  const snapshot = async (): Promise<void> => {
    if (drawing !== null) {
      const { saveFile } = await import('../pages/csv');
      saveFile(`${market.symbol}-${new Date().toISOString().slice(0, 16).replace(':', '')}.png`, drawing.picture());
    }
  };
  return (
    <>
      <button
        type="button"
        className="chart-interval"
        title={words.snapshot}
        aria-label={words.snapshot}
        tabIndex={stop === PANELS.length ? 0 : -1}
        onClick={() => void snapshot()}
      >
        <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden>
          <path d="M2 5h3l1-2h4l1 2h3v8H2z" />
          <circle cx="8" cy="8.8" r="2.4" />
        </svg>
      </button>
      <button
        type="button"
        className="chart-interval"
        title={words.fullScreen}
        aria-label={words.fullScreen}
        tabIndex={stop === PANELS.length + 1 ? 0 : -1}
        onClick={({ currentTarget }) => turnFullScreen(currentTarget)}
      >
        <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden>
          <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
        </svg>
      </button>
    </>
  );
}

/** A browser that has no such thing, as on some phones, leaves the chart as it is. */
function turnFullScreen(within: HTMLElement): void {
  if (document.fullscreenElement !== null) {
    void document.exitFullscreen();
  } else if (document.fullscreenEnabled) {
    void within.closest('.chart')?.requestFullscreen();
  }
}
