import { useState, type KeyboardEvent } from 'react';
import type { Candle, Market } from '../exchange/model';
import { useTimes } from '../controls/times';
import { useMessages } from '../language/language';
import { priceText } from '../markets/figures';
import type { ChartDrawing } from './drawing';
import { useChartWords } from './words';

interface PlotControlsProps {
  readonly drawing: ChartDrawing;
  readonly hovered: number | null;
  readonly candle: Candle | null;
  readonly market: Market;
}

const CLOSER = 1.4;

/** The chart's actions without a pointer, for fingers and keys; a candle walked to is announced. */
export function PlotControls({ drawing, hovered, candle, market }: PlotControlsProps) {
  const words = useChartWords();
  const messages = useMessages();
  const times = useTimes();
  const [isWalking, setWalking] = useState(false);
  const walk = (event: KeyboardEvent): void => {
    const act = actOf(event.key, drawing, hovered);
    if (act !== null) {
      event.preventDefault();
      setWalking(true);
      act();
    }
  };
  const reading =
    candle === null || !isWalking
      ? ''
      : `${words.asOf(times.stamp(candle.openMillis))}: ${messages.close} ${priceText(candle.close, market)}`;
  return (
    <div className="chart-controls" role="group" aria-label={messages.chart} onKeyDown={walk}>
      <button type="button" title={words.wider} aria-label={words.wider} onClick={() => drawing.zoom(1 / CLOSER)}>
        −
      </button>
      <button type="button" title={words.closer} aria-label={words.closer} onClick={() => drawing.zoom(CLOSER)}>
        +
      </button>
      <button
        type="button"
        title={`${words.latest}. ${words.keys}`}
        aria-label={words.latest}
        aria-description={words.keys}
        onClick={() => drawing.showLatest()}
      >
        ⇥
      </button>
      <span className="unseen" role="status">
        {reading}
      </span>
    </div>
  );
}

function actOf(key: string, drawing: ChartDrawing, hovered: number | null): (() => unknown) | null {
  switch (key) {
    case 'ArrowLeft':
      return () => drawing.point(hovered, -1);
    case 'ArrowRight':
      return () => drawing.point(hovered, 1);
    case '+':
    case '=':
      return () => drawing.zoom(CLOSER);
    case '-':
      return () => drawing.zoom(1 / CLOSER);
    case 'End':
      return () => drawing.showLatest();
    default:
      return null;
  }
}
