/** The indicators that can be put on the chart: their numbers, the pane they are drawn in and their lines. */

/** Those of the library trading-signals. */
export const SIGNAL_KINDS = [
  'wma',
  'hma',
  'vwma',
  'donchian',
  'supertrend',
  'ichimoku',
  'stochastic',
  'cci',
  'atr',
  'obv',
  'williams',
  'mfi',
  'roc',
  'momentum',
  'trix',
  'awesome',
  'cmf',
  'aroon',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** In the order in which they are listed: those on the prices first. */
export const KINDS = [
  'ma',
  'ema',
  'wma',
  'hma',
  'vwma',
  'vwap',
  'bollinger',
  'keltner',
  'donchian',
  'supertrend',
  'sar',
  'ichimoku',
  'pivots',
  'volume',
  'profile',
  'rsi',
  'macd',
  'stochastic',
  'stochrsi',
  'cci',
  'adx',
  'atr',
  'obv',
  'williams',
  'mfi',
  'roc',
  'momentum',
  'trix',
  'awesome',
  'cmf',
  'aroon',
] as const;
export type Kind = (typeof KINDS)[number];

/** Meaning of a number. */
export type NumberName =
  | 'period'
  | 'fast'
  | 'slow'
  | 'signal'
  | 'smoothing'
  | 'factor'
  | 'step'
  | 'most'
  | 'conversion'
  | 'base'
  | 'span'
  | 'rows';

export interface NumberSpec {
  readonly name: NumberName;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** 1 of a whole number. */
  readonly step: number;
}

/** Such as #f0b90b. */
export type Hex = `#${string}`;

export interface LineSpec {
  /** Behind the indicator's own name; empty for its main line. */
  readonly name: string;
  /** Index of the palette's colours for curves; 'up' and 'down' are those of prices; or one that a person chose. */
  readonly colour: number | 'up' | 'down' | Hex;
  readonly style: 'line' | 'bars' | 'dots';
}

export interface Spec {
  /** As traders write it, before its numbers. */
  readonly short: string;
  readonly pane: 'price' | 'own';
  readonly numbers: readonly NumberSpec[];
  /** Lines besides the numbers: an average has one for each of its numbers instead. */
  readonly lines: readonly LineSpec[];
  /** Decimals of its values; null: those of the market's prices. */
  readonly places: number | null;
}

export const PERIOD_MAX = 500;

const period = (usual: number, least = 1, name: NumberName = 'period'): NumberSpec => ({
  ...{ name, usual, least },
  ...{ most: PERIOD_MAX, step: 1 },
});
const factor = (usual: number, step: number, most: number, name: NumberName = 'factor'): NumberSpec => ({
  ...{ name, usual, least: step },
  ...{ most, step },
});
/** Periods that an oscillator is smoothed by, after its own. */
const smoothed = (of: number, ...by: readonly number[]): readonly NumberSpec[] => [
  period(of),
  ...by.map((each) => period(each, 1, 'smoothing')),
];
const line = (name: string, colour: LineSpec['colour'], style: LineSpec['style'] = 'line'): LineSpec => ({
  name,
  colour,
  style,
});
const bands = (colour: number): readonly LineSpec[] => [line('', colour), line('↑', colour), line('↓', colour)];

type Part = Partial<Spec> & Pick<Spec, 'short' | 'numbers'>;
const onPrice = (part: Part): Spec => ({ pane: 'price', lines: [line('', 2)], places: null, ...part });
const inPane = (part: Part): Spec => ({ pane: 'own', lines: [line('', 2)], places: 2, ...part });

export const CATALOGUE: Readonly<Record<Kind, Spec>> = {
  ma: onPrice({ short: 'MA', numbers: [period(7), period(25), period(99)], lines: [] }),
  ema: onPrice({ short: 'EMA', numbers: [period(12), period(26)], lines: [] }),
  wma: onPrice({ short: 'WMA', numbers: [period(20)], lines: [line('', 3)] }),
  hma: onPrice({ short: 'HMA', numbers: [period(20, 4)], lines: [line('', 4)] }),
  vwma: onPrice({ short: 'VWMA', numbers: [period(20)], lines: [line('', 1)] }),
  // A period of 0 is: since the day began.
  vwap: onPrice({ short: 'VWAP', numbers: [period(0, 0), factor(2, 0.5, 5)], lines: bands(4) }),
  bollinger: onPrice({ short: 'BB', numbers: [period(20), factor(2, 0.5, 10)], lines: bands(5) }),
  keltner: onPrice({ short: 'KC', numbers: [period(20), factor(1.5, 0.5, 10)], lines: bands(3) }),
  donchian: onPrice({ short: 'DC', numbers: [period(20)], lines: bands(2) }),
  supertrend: onPrice({
    short: 'ST',
    numbers: [period(10), factor(3, 0.5, 20)],
    lines: [line('', 'up'), line('', 'down')],
  }),
  sar: onPrice({
    short: 'SAR',
    numbers: [factor(0.02, 0.01, 0.5, 'step'), factor(0.2, 0.02, 1, 'most')],
    lines: [line('', 0, 'dots')],
  }),
  ichimoku: onPrice({
    short: 'Ichimoku',
    numbers: [period(9, 1, 'conversion'), period(26, 1, 'base'), period(52, 1, 'span')],
    lines: [line('', 3), line('K', 4), line('A', 'up'), line('B', 'down'), line('C', 5)],
  }),
  pivots: onPrice({
    short: 'Pivots',
    numbers: [],
    lines: [
      line('P', 5),
      line('R1', 'down'),
      line('S1', 'up'),
      line('R2', 'down'),
      line('S2', 'up'),
      line('R3', 'down'),
      line('S3', 'up'),
    ],
  }),
  volume: onPrice({ short: 'Vol', numbers: [], lines: [] }),
  profile: onPrice({ short: 'VP', numbers: [{ name: 'rows', usual: 24, least: 8, most: 100, step: 1 }], lines: [] }),
  rsi: inPane({ short: 'RSI', numbers: [period(14)] }),
  macd: inPane({
    short: 'MACD',
    numbers: [period(12, 1, 'fast'), period(26, 1, 'slow'), period(9, 1, 'signal')],
    lines: [line('', 0, 'bars'), line('M', 1), line('S', 2)],
    places: null,
  }),
  stochastic: inPane({
    short: 'Stoch',
    numbers: smoothed(14, 3, 3),
    lines: [line('K', 2), line('D', 4)],
  }),
  stochrsi: inPane({
    short: 'StochRSI',
    numbers: smoothed(14, 3, 3),
    lines: [line('K', 2), line('D', 4)],
  }),
  cci: inPane({ short: 'CCI', numbers: [period(20, 2)] }),
  adx: inPane({ short: 'ADX', numbers: [period(14)], lines: [line('', 0), line('+DI', 'up'), line('−DI', 'down')] }),
  atr: inPane({ short: 'ATR', numbers: [period(14)], places: null }),
  obv: inPane({ short: 'OBV', numbers: [] }),
  williams: inPane({ short: '%R', numbers: [period(14, 2)] }),
  mfi: inPane({ short: 'MFI', numbers: [period(14)] }),
  roc: inPane({ short: 'ROC', numbers: [period(12)] }),
  momentum: inPane({ short: 'MOM', numbers: [period(10)], places: null }),
  trix: inPane({ short: 'TRIX', numbers: [period(15)], places: 4 }),
  awesome: inPane({
    short: 'AO',
    numbers: [period(5, 1, 'fast'), period(34, 1, 'slow')],
    lines: [line('', 0, 'bars')],
    places: null,
  }),
  cmf: inPane({ short: 'CMF', numbers: [period(20)], places: 4 }),
  aroon: inPane({ short: 'Aroon', numbers: [period(14)], lines: [line('↑', 'up'), line('↓', 'down')] }),
};

/** Averages have a line for each of their numbers. */
const ofNumbers: Readonly<Partial<Record<Kind, number>>> = { ma: 0, ema: 3 };

/** The lines of an indicator with those numbers, each by its place. */
export function linesOf(kind: Kind, numbers: readonly number[]): readonly LineSpec[] {
  const first = ofNumbers[kind];
  return first === undefined
    ? CATALOGUE[kind].lines
    : numbers.map((number, at) => line(at === 0 ? '' : String(number), first + at));
}

/** The name beside an indicator's values. */
export function titleOf(kind: Kind, numbers: readonly number[]): string {
  const { short } = CATALOGUE[kind];
  if (ofNumbers[kind] !== undefined) {
    return `${short} ${numbers[0] ?? ''}`;
  }
  // A period of 0, the day, is not written.
  const shown = kind === 'vwap' && numbers[0] === 0 ? numbers.slice(1) : numbers;
  return [short, ...shown].join(' ');
}

/** Those whose formulas are fetched when they are chosen: all but the means, and those that paint themselves. */
export type Fetched = Exclude<Kind, 'ma' | 'ema' | 'volume' | 'profile'>;

export const isFetched = (kind: Kind): kind is Fetched => !['ma', 'ema', 'volume', 'profile'].includes(kind);
