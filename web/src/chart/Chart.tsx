import { lazy, useState } from 'react';
import { useTrading } from '../app/trading';
import { Fetched } from '../controls/fetched';
import { rove } from '../controls/roving';
import { useCandles } from '../exchange/queries';
import { useMessages, useSpeech } from '../language/language';
import { useRemembered } from '../settings/remembered';
import { SPANS, type Span } from './candles';
import { spanName } from './span-name';
import './chart.css';

const ChartBody = lazy(() => import('./ChartBody').then((file) => ({ default: file.ChartBody })));
const DepthChart = lazy(() => import('./DepthChart').then((file) => ({ default: file.DepthChart })));

const CHOICES = ['none', ...SPANS] as const;
const VIEWS = ['price', 'depth'] as const;
type View = (typeof VIEWS)[number];
/** So few minutes say nothing yet: a young exchange is looked at more closely. */
const YOUNG_MINUTES = 30;
const NEW_MINUTES = 3;

/** The market's past in candles, or its book as two hills. */
export function Chart() {
  const messages = useMessages();
  const { market } = useTrading();
  const [view, setView] = useRemembered<View>('chart-view', VIEWS, 'price');
  const [remembered, setChosen] = useRemembered<Span | 'none'>('candle', CHOICES, 'none');
  const chosen = remembered === 'none' ? null : remembered;
  const { data: minutes } = useCandles(market, '1m');
  const [fitting, setFitting] = useState<Span | null>(null);
  if (fitting === null && minutes !== undefined) {
    // Once: a chart that is looked at does not change by itself.
    setFitting(minutes.length >= YOUNG_MINUTES ? '1m' : minutes.length > NEW_MINUTES ? '15s' : '1s');
  }
  const span = chosen ?? fitting ?? '1m';
  return (
    <section className="panel chart" aria-label={messages.chart}>
      <header className="panel-head chart-head">
        <button
          type="button"
          className="chart-interval"
          aria-pressed={view === 'depth'}
          onClick={() => setView(view === 'depth' ? 'price' : 'depth')}
        >
          {messages.depth}
        </button>
        {view === 'price' && <Spans span={span} onChoose={setChosen} />}
      </header>
      <Fetched waiting={<div className="chart-body" aria-busy />}>
        {view === 'depth' ? <DepthChart /> : minutes !== undefined && <ChartBody span={span} onSpan={setChosen} />}
      </Fetched>
    </section>
  );
}

interface SpansProps {
  readonly span: Span;
  readonly onChoose: (span: Span) => void;
}

function Spans({ span, onChoose }: SpansProps) {
  const { messages, language } = useSpeech();
  return (
    <div
      className="chart-spans"
      role="toolbar"
      aria-label={messages.candleLength}
      onKeyDown={(event) => rove(event, 'button')}
    >
      {SPANS.map((choice) => (
        <button
          key={choice}
          type="button"
          className="chart-interval"
          aria-pressed={choice === span}
          tabIndex={choice === span ? 0 : -1}
          onClick={() => onChoose(choice)}
        >
          {spanName(choice, language)}
        </button>
      ))}
    </div>
  );
}
