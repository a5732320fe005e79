/** The formulas of all indicators but the means that every chart begins with; fetched when the first of them is chosen. */
import type { Bar } from './bars';
import type { Fetched } from './catalogue';
import {
  adx,
  bollinger,
  keltner,
  macd,
  pivots,
  PIVOTS,
  rollingVwapBands,
  rsi,
  sar,
  stochasticRsi,
  vwapBands,
  type Bands,
} from './indicators';
import { listed, type Curves, type Formula } from './means';
import { SIGNALS } from './signals';

const closesOf = (bars: readonly Bar[]): readonly number[] => bars.map(({ close }) => close);
const banded = ({ middle, top, bottom }: Bands): Curves => listed([middle, top, bottom]);

export const FORMULAS: Readonly<Record<Fetched, Formula>> = {
  ...SIGNALS,
  vwap: (bars, [period = 0, deviations = 1]) => {
    const quote = bars.map(({ turnover }) => turnover);
    const base = bars.map(({ volume }) => volume);
    return banded(
      period > 0
        ? rollingVwapBands(quote, base, period, deviations)
        : vwapBands(quote, base, beginsDay(bars), deviations),
    );
  },
  bollinger: (bars, [period = 1, deviations = 1]) => banded(bollinger(closesOf(bars), period, deviations)),
  keltner: (bars, [period = 1, ranges = 1]) => banded(keltner(bars, period, ranges)),
  sar: (bars, [step = 0.02, most = 0.2]) => listed([sar(bars, step, most)]),
  pivots: (bars) => {
    const levels = pivots(bars, beginsDay(bars));
    return listed(PIVOTS.map((name) => levels[name]));
  },
  rsi: (bars, [period = 1]) => listed([rsi(closesOf(bars), period)]),
  macd: (bars, [fast = 1, slow = 1, signalPeriod = 1]) => {
    const of = macd(closesOf(bars), fast, slow, signalPeriod);
    return listed([of.histogram, of.macd, of.signal]);
  },
  stochrsi: (bars, [period = 1, smooth = 1, signal = 1]) => {
    const { k, d } = stochasticRsi(closesOf(bars), period, smooth, signal);
    return listed([k, d]);
  },
  adx: (bars, [period = 1]) => {
    const of = adx(bars, period);
    return listed([of.adx, of.plus, of.minus]);
  },
};

const DAY = 86_400_000;

/** True if a day, UTC, begins with a candle. */
const beginsDay =
  (bars: readonly Bar[]) =>
  (at: number): boolean =>
    at > 0 && dayOf(bars[at]) !== dayOf(bars[at - 1]);

const dayOf = (bar: Bar | undefined): number => Math.floor((bar?.timestamp ?? 0) / DAY);
