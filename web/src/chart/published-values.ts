/** Values of indicators that others published, for tests. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Bar } from './bars';
import type { Curve } from './means';

export type Published = (column: string) => Curve;

/** A column of published values; null where the publisher has none. */
export function published(file: string): Published {
  const [head = '', ...lines] = readFileSync(`${import.meta.dirname}/published/${file}`, 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  return (column) => {
    const at = names.indexOf(column);
    return lines.map((line) => (line.split(',')[at] === '' ? null : Number(line.split(',')[at])));
  };
}

export const numbers = (curve: Curve): readonly number[] => curve.map((value) => value ?? NaN);

/** The candles of a file; what it does not have is 0. */
export function barsOf(of: Published): readonly Bar[] {
  const [high, low, close, volume] = ['high', 'low', 'close', 'volume'].map(of);
  return (close ?? []).map((value, at) => {
    const last = value ?? NaN;
    return {
      timestamp: at * 86_400_000,
      ...{ open: last, high: high?.[at] ?? last, low: low?.[at] ?? last, close: last },
      ...{ volume: Number.isNaN(volume?.[at]) ? 0 : (volume?.[at] ?? 0), turnover: 0 },
    };
  });
}

/** As far as the publisher's digits go, wherever they have a value. */
export function expectAs(computed: Curve, values: Curve, digits: number): void {
  let compared = 0;
  values.forEach((value, at) => {
    if (value !== null && !Number.isNaN(value)) {
      compared++;
      expect(computed[at], `row ${at}`).toBeCloseTo(value, digits);
    }
  });
  expect(compared).toBeGreaterThan(50);
}
