/**
 * Values of indicators that others published, for tests. They are not ours to commit: the folder `shared` beside the project has them, and
 * where it does not, these tests are skipped and say so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Bar } from './bars';
import type { Curve } from './means';

export type Published = (column: string) => Curve;

const FOLDER = folderAbove(import.meta.dirname);

export const hasPublished = FOLDER !== null;

if (!hasPublished) {
  console.log('skipped: no published values of indicators, since shared/data/indicators is not beside the project');
}

function folderAbove(folder: string): string | null {
  const found = join(folder, 'shared/data/indicators');
  if (existsSync(found)) {
    return found;
  }
  return dirname(folder) === folder ? null : folderAbove(dirname(folder));
}

/** The columns of a file of published values, by the publisher's names; null where the publisher has no value. */
export function published(file: string): Published {
  const [head = '', ...lines] = readFileSync(join(FOLDER ?? '', file), 'utf8')
    .trim()
    .split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const names = head.split(',').map((name) => name.trim());
  return (column) => {
    const at = names.indexOf(column);
    if (at < 0) {
      throw new Error(`${file} has no column ${column}`);
    }
    return rows.map((row) => (row[at]?.trim() ? Number(row[at]) : null));
  };
}

export const numbers = (curve: Curve): readonly number[] => curve.map((value) => value ?? NaN);

/** The candles of a file, with its volumes where it has some. */
export function barsOf(of: Published, volume: Curve = []): readonly Bar[] {
  const [high, low, close] = ['High', 'Low', 'Close'].map(of);
  return (close ?? []).map((value, at) => {
    const last = value ?? NaN;
    return {
      timestamp: at * 86_400_000,
      ...{ open: last, high: high?.[at] ?? last, low: low?.[at] ?? last, close: last },
      ...{ volume: volume[at] ?? 0, turnover: 0 },
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
