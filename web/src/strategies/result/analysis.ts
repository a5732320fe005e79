/** Curves, tables and distributions of a result: points of a picture, never money. */
import type { BacktestResult } from '../../exchange/strategies';

type Point = BacktestResult['equity'][number];
type Trip = BacktestResult['round_trips'][number];

const DAY_MILLIS = 86_400_000;
/** Runs that are shorter show their days, longer ones their months. */
const DAYS_MOST = 62;
const MONTHS = 12;
const WEEK_DAYS = 7;
/** The first of January 1970 was a Thursday; weeks begin on Monday. */
const THURSDAY = 3;

/** Distances below the highest equity so far, as shares of 0 or less. */
export function drawdownOf(equity: readonly number[]): readonly number[] {
  let highest = 0;
  return equity.map((value) => {
    highest = Math.max(highest, value);
    return highest > 0 ? value / highest - 1 : 0;
  });
}

/** Return of a month or of a day; null where the run has none. */
export interface PeriodReturn {
  readonly share: number | null;
  /** Beginning of the period, in UTC. */
  readonly millis: number;
}

export interface ReturnsTable {
  readonly unit: 'month' | 'day';
  readonly rows: readonly {
    /** Beginning of the year or of the week, in UTC. */
    readonly millis: number;
    readonly cells: readonly PeriodReturn[];
    readonly total: number;
  }[];
}

/** Returns of the months by years, or of the days by weeks, in UTC. */
export function returnsOf(points: readonly Point[]): ReturnsTable {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return { unit: 'day', rows: [] };
  }
  const isShort = Date.parse(last.time) - Date.parse(first.time) <= DAYS_MOST * DAY_MILLIS;
  const periodOf = isShort ? dayOf : monthOf;
  // A point at the very end of a period belongs to it.
  const ends = new Map<number, number>();
  for (const { time, equity } of points.slice(1)) {
    ends.set(periodOf(Date.parse(time) - 1), Number(equity));
  }
  let before = Number(first.equity);
  const shares = new Map<number, number>();
  for (const [period, equity] of ends) {
    shares.set(period, before > 0 ? equity / before - 1 : 0);
    before = equity;
  }
  const rows = new Map<number, Map<number, number>>();
  for (const [period, share] of shares) {
    const row = isShort ? weekOf(period) : yearOf(period);
    rows.set(row, (rows.get(row) ?? new Map<number, number>()).set(period, share));
  }
  return {
    unit: isShort ? 'day' : 'month',
    rows: [...rows].map(([millis, within]) => ({
      millis,
      cells: periodsOf(millis, isShort).map((period) => ({ millis: period, share: within.get(period) ?? null })),
      total: [...within.values()].reduce((whole, share) => whole * (1 + share), 1) - 1,
    })),
  };
}

const dayOf = (millis: number): number => Math.floor(millis / DAY_MILLIS) * DAY_MILLIS;

function weekOf(millis: number): number {
  const day = Math.floor(millis / DAY_MILLIS);
  return (day - ((day + THURSDAY) % WEEK_DAYS)) * DAY_MILLIS;
}

function monthOf(millis: number): number {
  const date = new Date(millis);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

const yearOf = (millis: number): number => Date.UTC(new Date(millis).getUTCFullYear(), 0);

const periodsOf = (row: number, isShort: boolean): readonly number[] =>
  isShort
    ? Array.from({ length: WEEK_DAYS }, (_, at) => row + at * DAY_MILLIS)
    : Array.from({ length: MONTHS }, (_, at) => Date.UTC(new Date(row).getUTCFullYear(), at));

/** Profit of a closed trade as a share of what was put into it. */
export function returnOfTrip({ side, entry_price, exit_price, quantity, profit }: Trip): number {
  const put = Number(side === 'buy' ? entry_price : exit_price) * Number(quantity);
  return put > 0 ? Number(profit) / put : 0;
}

export interface Range {
  readonly from: number;
  readonly count: number;
}

const COLUMNS_MOST = 20;
const STEPS = [1, 2, 5];

/** Counts of the values in ranges of one width, a round number; zero is a bound. */
export function distributionOf(values: readonly number[]): {
  readonly width: number;
  readonly ranges: readonly Range[];
} {
  const least = values.reduce((lowest, value) => Math.min(lowest, value), 0);
  const most = values.reduce((highest, value) => Math.max(highest, value), 0);
  if (values.length === 0 || most === least) {
    return { width: 0, ranges: values.length === 0 ? [] : [{ from: 0, count: values.length }] };
  }
  const leastStep = (most - least) / (COLUMNS_MOST - 2);
  const power = 10 ** Math.floor(Math.log10(leastStep));
  const step = STEPS.find((each) => each * power >= leastStep) ?? 10;
  const width = step * power;
  const [low, high] = [Math.floor(least / width), Math.floor(most / width)];
  const ranges = Array.from({ length: high - low + 1 }, (_, at) => ({ from: (low + at) * width, count: 0 }));
  for (const value of values) {
    const range = ranges[Math.floor(value / width) - low];
    if (range !== undefined) {
      range.count++;
    }
  }
  return { width, ranges };
}

/** Place of the last point that is not later, for rising times. */
export function placeAt(times: readonly number[], millis: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] ?? 0) <= millis) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
