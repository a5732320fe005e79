/** What is drawn of the chosen indicators: curves with a name, in the pane of the prices or in one of their own. */
import type { Candle, Market } from '../exchange/model';
import { forDrawing } from '../money/money';
import { KINDS, type Chosen, type Kind } from './chosen';
import { bollinger, ema, macd, rollingVwap, rsi, sma, vwap, type Curve } from './indicators';

/** A candle as numbers of the chart. */
export interface Bar {
  readonly openMillis: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly base: number;
  readonly quote: number;
}

export function barOf(candle: Candle, { scales }: Market): Bar {
  return {
    openMillis: candle.openMillis,
    open: forDrawing(candle.open, scales.price),
    high: forDrawing(candle.high, scales.price),
    low: forDrawing(candle.low, scales.price),
    close: forDrawing(candle.close, scales.price),
    base: forDrawing(candle.volume, scales.base),
    quote: forDrawing(candle.quoteVolume, scales.quote),
  };
}

export interface DrawnCurve {
  readonly name: string;
  /** Of the palette's colours for curves. */
  readonly colour: number;
  readonly pane: 'price' | 'rsi' | 'macd';
  readonly style: 'line' | 'bars';
  readonly values: Curve;
}

export const curvesOf = (chosen: Chosen, bars: readonly Bar[]): readonly DrawnCurve[] =>
  KINDS.flatMap((kind) => {
    const numbers = chosen[kind];
    return numbers === undefined ? [] : ofKind(kind, numbers, bars);
  });

function ofKind(kind: Kind, numbers: readonly number[], bars: readonly Bar[]): readonly DrawnCurve[] {
  const closes = bars.map(({ close }) => close);
  const [first = 1, second = 1, third = 1] = numbers;
  const line = (name: string, colour: number, values: Curve, pane: DrawnCurve['pane'] = 'price'): DrawnCurve => ({
    ...{ name, colour, values, pane },
    style: 'line',
  });
  switch (kind) {
    case 'ma':
      return numbers.map((period, at) => line(`MA ${period}`, at, sma(closes, period)));
    case 'ema':
      return numbers.map((period, at) => line(`EMA ${period}`, at + 3, ema(closes, period)));
    case 'bollinger': {
      const { middle, top, bottom } = bollinger(closes, first, second);
      return [line(`BB ${first}`, 5, middle), line('↑', 5, top), line('↓', 5, bottom)];
    }
    case 'vwap':
      return [line(first === 0 ? 'VWAP' : `VWAP ${first}`, 4, meanPaid(bars, first))];
    case 'rsi':
      return [line(`RSI ${first}`, 2, rsi(closes, first), 'rsi')];
    case 'macd': {
      const of = macd(closes, first, second, third);
      return [
        { ...line(`MACD ${first} ${second} ${third}`, 0, of.histogram, 'macd'), style: 'bars' },
        line('M', 1, of.macd, 'macd'),
        line('S', 2, of.signal, 'macd'),
      ];
    }
  }
}

const DAY = 86_400_000;

function meanPaid(bars: readonly Bar[], period: number): Curve {
  const quote = bars.map((bar) => bar.quote);
  const base = bars.map((bar) => bar.base);
  if (period > 0) {
    return rollingVwap(quote, base, period);
  }
  const dayOf = (at: number): number => Math.floor((bars[at]?.openMillis ?? 0) / DAY);
  return vwap(quote, base, (at) => at > 0 && dayOf(at) !== dayOf(at - 1));
}
