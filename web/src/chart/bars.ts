/** A candle as numbers of the chart: points to draw, never money. */
import type { Candle, Market } from '../exchange/model';
import { forDrawing } from '../money/money';

/** The names are those of the chart library; `turnover` is the amount paid in the quote asset. */
export interface Bar {
  readonly timestamp: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly turnover: number;
}

export function barOf(candle: Candle, { scales }: Market): Bar {
  return {
    timestamp: candle.openMillis,
    open: forDrawing(candle.open, scales.price),
    high: forDrawing(candle.high, scales.price),
    low: forDrawing(candle.low, scales.price),
    close: forDrawing(candle.close, scales.price),
    volume: forDrawing(candle.volume, scales.base),
    turnover: forDrawing(candle.quoteVolume, scales.quote),
  };
}

/** Open, high, low and close of a Heikin-Ashi candle. */
export interface Averaged {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export function heikinAshi(bars: readonly Bar[]): readonly Averaged[] {
  let before: Averaged | null = null;
  return bars.map(({ open, high, low, close }) => {
    const mean = (open + high + low + close) / 4;
    const begin: number = before === null ? (open + close) / 2 : (before.open + before.close) / 2;
    before = { open: begin, high: Math.max(high, begin, mean), low: Math.min(low, begin, mean), close: mean };
    return before;
  });
}

export interface ProfileRow {
  readonly from: number;
  readonly to: number;
  readonly volume: number;
}

/** Volume by price: a candle's volume is spread evenly from its low to its high. */
export function volumeProfile(bars: readonly Bar[], rows: number): readonly ProfileRow[] {
  const low = Math.min(...bars.map((bar) => bar.low));
  const high = Math.max(...bars.map((bar) => bar.high));
  if (!(high > low)) {
    return [];
  }
  const step = (high - low) / rows;
  const volumes = new Array<number>(rows).fill(0);
  for (const bar of bars) {
    const first = Math.min(rows - 1, Math.floor((bar.low - low) / step));
    const last = Math.min(rows - 1, Math.floor((bar.high - low) / step));
    for (let row = first; row <= last; row++) {
      const [from, to] = [low + row * step, low + (row + 1) * step];
      const share =
        bar.high === bar.low ? 1 : (Math.min(bar.high, to) - Math.max(bar.low, from)) / (bar.high - bar.low);
      volumes[row] = (volumes[row] ?? 0) + bar.volume * share;
    }
  }
  return volumes.map((volume, row) => ({ from: low + row * step, to: low + (row + 1) * step, volume }));
}
