/** Back-tests as the form begins with them. */
import type { Backtest, BuiltIn } from '../exchange/strategies';
import { builtKey, ownKey } from './subject';

export const DAY_MILLIS = 86_400_000;

const DAYS_FIRST = 7;

/** A strategy that says something on any market, for who has not chosen one. */
const FIRST = 'moving-average-cross';

export const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type Interval = (typeof INTERVALS)[number];

const MILLIS: Readonly<Record<string, number>> = {
  ...{ '1m': 60_000, '5m': 300_000, '15m': 900_000 },
  ...{ '1h': 3_600_000, '4h': 14_400_000, '1d': DAY_MILLIS },
};

export const dayOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** Candles between two days of UTC, both included; null for what are no days. */
export function candlesBetween(interval: string, from: string, to: string): number | null {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + DAY_MILLIS];
  const millis = MILLIS[interval];
  return millis === undefined || Number.isNaN(start) || Number.isNaN(end) || end <= start
    ? null
    : Math.floor((end - start) / millis);
}

export type Model = 'candles' | 'next_open' | 'order_by_order';

/** How orders can meet each kind of data; the first is what is meant. */
export const MODELS: Readonly<Record<'candles' | 'trades' | 'orders', readonly [Model, ...Model[]]>> = {
  candles: ['candles', 'next_open'],
  trades: ['candles'],
  orders: ['order_by_order'],
};

/** First values of the form. */
export interface First {
  /** Key of the strategy; null: none was wanted. */
  readonly key: string | null;
  readonly symbols: readonly string[];
  /** Id of the data set; null: the candles of this exchange. */
  readonly dataset: string | null;
  readonly interval: Interval;
  /** Days of UTC, both included. */
  readonly from: string;
  readonly to: string;
  readonly balance: string;
  readonly model: Model;
  readonly parameters: Readonly<Record<string, string>>;
}

export function firstOf(chosen: string | null, tests: readonly Backtest[], nowMillis: number): First {
  const again = tests.find(({ id }) => chosen === `again:${id}`)?.request;
  if (again === undefined) {
    return {
      ...{ key: chosen ?? builtKey({ id: FIRST }), symbols: [], interval: '15m', parameters: {}, dataset: null },
      ...{ from: dayOf(nowMillis - (DAYS_FIRST - 1) * DAY_MILLIS), to: dayOf(nowMillis) },
      ...{ balance: '10000', model: 'candles' },
    };
  }
  return {
    key: again.built_in === null ? ownKey({ id: again.strategy ?? '' }) : builtKey({ id: again.built_in }),
    symbols: again.symbols,
    dataset: again.datasets?.[0] ?? null,
    interval: INTERVALS.find((each) => each === again.interval) ?? '15m',
    from: again.from.slice(0, 10),
    to: dayOf(Date.parse(again.to) - 1),
    balance: Object.values(again.balances)[0] ?? '10000',
    model: again.model.name ?? 'candles',
    parameters: again.parameters,
  };
}

/** Strategies that trade one market against another. */
export const isOfTwoMarkets = ({ id }: Pick<BuiltIn, 'id'>): boolean => id === 'pairs';
