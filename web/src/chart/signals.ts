/**
 * Indicators of the library trading-signals: fetched when one of them is chosen. Each is held by `signals.test.ts` to published values or
 * to its textbook's formula.
 */
import {
  AO,
  Aroon,
  ATR,
  CCI,
  CMF,
  DonchianChannels,
  HMA,
  IchimokuCloud,
  MFI,
  MOM,
  OBV,
  ROC,
  StochasticOscillator,
  SuperTrend,
  TRIX,
  VWMA,
  WilliamsR,
  WMA,
} from 'trading-signals';
import type { Bar } from './bars';
import type { SignalKind } from './catalogue';
import type { Curve, Curves, Formula } from './means';

interface Stream<Result, Input> {
  update(input: Input, replace: boolean): Result | null;
}

const run = <Result, Input>(stream: Stream<Result, Input>, inputs: readonly Input[]): readonly (Result | null)[] =>
  inputs.map((input) => stream.update(input, false));

/** A division by a range of nothing has no value, where a market stood still. */
const drawn = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null;

const curve = <Input>(stream: Stream<number, Input>, inputs: readonly Input[]): Curve => run(stream, inputs).map(drawn);

function parts<Result, Input>(
  stream: Stream<Result, Input>,
  inputs: readonly Input[],
  of: Readonly<Record<string, (result: Result) => number>>,
): Curves {
  const results = run(stream, inputs);
  return Object.fromEntries(
    Object.entries(of).map(([name, part]) => [
      name,
      results.map((result) => (result === null ? null : drawn(part(result)))),
    ]),
  );
}

/** A curve that many candles later, or sooner where it is less than none; no candle is made for it. */
export const shifted = (values: Curve, by: number): Curve => values.map((_, at) => values[at - by] ?? null);

const closesOf = (bars: readonly Bar[]): readonly number[] => bars.map(({ close }) => close);

const ofCloses =
  (make: (period: number) => Stream<number, number>): Formula =>
  (bars, [period = 1]) => ({ 0: curve(make(period), closesOf(bars)) });

const ofBars =
  (make: (period: number) => Stream<number, Bar>): Formula =>
  (bars, [period = 1]) => ({ 0: curve(make(period), bars) });

export const SIGNALS: Readonly<Record<SignalKind, Formula>> = {
  wma: ofCloses((period) => new WMA(period)),
  hma: ofCloses((period) => new HMA(period)),
  vwma: ofBars((period) => new VWMA(period)),
  donchian: (bars, [period = 1]) =>
    parts(new DonchianChannels(period), bars, {
      0: ({ middle }) => middle,
      1: ({ upper }) => upper,
      2: ({ lower }) => lower,
    }),
  supertrend: (bars, [interval = 1, multiplier = 1]) => {
    const results = run(new SuperTrend({ interval, multiplier }), bars);
    const side = (isUp: boolean): Curve =>
      results.map((result) => (result !== null && (result.trend === 'BULLISH') === isUp ? result.supertrend : null));
    return { 0: side(true), 1: side(false) };
  },
  ichimoku: (bars, [conversionInterval = 1, baseInterval = 1, spanBInterval = 1]) => {
    const {
      spanA = [],
      spanB = [],
      ...lines
    } = parts(new IchimokuCloud({ conversionInterval, baseInterval, spanBInterval }), bars, {
      0: ({ conversion }) => conversion,
      1: ({ base }) => base,
      spanA: (result) => result.spanA,
      spanB: (result) => result.spanB,
    });
    return {
      ...lines,
      2: shifted(spanA, baseInterval),
      3: shifted(spanB, baseInterval),
      4: shifted(closesOf(bars), -baseInterval),
    };
  },
  stochastic: (bars, [kPeriod = 1, kSlowingPeriod = 1, dPeriod = 1]) =>
    parts(new StochasticOscillator({ kPeriod, kSlowingPeriod, dPeriod }), bars, {
      0: ({ stochK }) => stochK,
      1: ({ stochD }) => stochD,
    }),
  cci: ofBars((period) => new CCI(period)),
  atr: ofBars((period) => new ATR(period)),
  obv: (bars) => ({ 0: curve(new OBV(2), bars) }),
  williams: ofBars((period) => new WilliamsR(period)),
  mfi: ofBars((period) => new MFI(period)),
  roc: (bars, [period = 1]) => ({
    0: curve(new ROC(period), closesOf(bars)).map((value) => (value === null ? null : 100 * value)),
  }),
  momentum: ofCloses((period) => new MOM(period)),
  trix: ofCloses((period) => new TRIX(period)),
  awesome: (bars, [short = 1, long = 1]) => ({ 0: curve(new AO(short, long), bars) }),
  cmf: ofBars((period) => new CMF(period)),
  aroon: (bars, [period = 1]) =>
    parts(new Aroon(period), bars, { 0: ({ aroonUp }) => aroonUp, 1: ({ aroonDown }) => aroonDown }),
};
