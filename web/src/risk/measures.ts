/** How each figure that a score is made of is written. */
import { changeOf, figureOf, percentOf, shortDollars, shortly } from '../money/worth';
import type { Measure } from '../exchange/risk';

const WRITTEN: Readonly<Record<string, (value: number) => string>> = {
  yang_zhang: percentOf,
  ewma: percentOf,
  close_to_close: percentOf,
  parkinson: percentOf,
  garman_klass: percentOf,
  spread: (value) => percentOf(value, 3),
  depth: (value) => shortly(value.toFixed(0)),
  turnover: (value) => percentOf(value, 3),
  daily_volume: (value) => shortly(value.toFixed(0)),
  idle_days: percentOf,
  market_cap: (value) => shortDollars(value.toFixed(0)),
  to_average_50: changeOf,
  to_average_200: changeOf,
  to_all_time_high: changeOf,
  to_all_time_low: changeOf,
  max_drawdown: percentOf,
};

export const measureText = ({ name, value }: Measure): string => (WRITTEN[name] ?? figureOf)(value);
