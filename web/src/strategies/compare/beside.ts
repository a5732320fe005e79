/** Several results beside each other. */

import { placeAt } from '../result/analysis';

/** More lines than these cannot be distinguished. */
export const BESIDE_MOST = 4;

/** Ids of the back-tests in an address such as "beside:2,3". */
export function besideOf(address: string): readonly string[] | null {
  const [, list] = /^beside:(\d+(?:,\d+)+)$/.exec(address) ?? [];
  return list === undefined ? null : [...new Set(list.split(','))].slice(0, BESIDE_MOST);
}

interface Curve {
  readonly millis: readonly number[];
  readonly equity: readonly number[];
}

const POINTS_MOST = 600;

export interface Growth {
  /** Times that all curves have in common, rising; empty if there are none. */
  readonly times: readonly number[];
  /** For each curve its change since the first of those times, as shares. */
  readonly shares: readonly (readonly number[])[];
}

/** Changes of several curves over the time that they have in common. */
export function growthOf(curves: readonly Curve[]): Growth {
  const start = Math.max(...curves.map(({ millis }) => millis[0] ?? Infinity));
  const end = Math.min(...curves.map(({ millis }) => millis.at(-1) ?? -Infinity));
  const all = [...new Set(curves.flatMap(({ millis }) => millis))]
    .filter((time) => time >= start && time <= end)
    .sort((one, other) => one - other);
  const step = Math.max(1, Math.ceil(all.length / POINTS_MOST));
  const times = all.filter((_, at) => at % step === 0 || at === all.length - 1);
  return {
    times,
    shares: curves.map(({ millis, equity }) => {
      const values = times.map((time) => equity[placeAt(millis, time)] ?? 0);
      const first = values[0] ?? 0;
      return values.map((value) => (first > 0 ? value / first - 1 : 0));
    }),
  };
}
