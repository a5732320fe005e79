/** The scales of the prices, as axes of the chart library. */
import { registerYAxis, type AxisTemplate } from 'klinecharts';

export const SCALES = ['linear', 'log', 'percent'] as const;
export type Scale = (typeof SCALES)[number];

/** A price of nothing has no logarithm; no market has a tick below this. */
const LEAST = 1e-18;
const log = (value: number): number => Math.log10(Math.max(value, LEAST));

/**
 * The library's own logarithmic axis (10.0.2) reads a logarithm below zero, which is a price below 1, as a price below zero, and widens a
 * range of less than 0.1 %.
 */
export const LOGARITHM = {
  name: 'flowex-logarithm',
  minSpan: () => 1e-6,
  valueToRealValue: log,
  realValueToValue: (real: number) => 10 ** real,
  realValueToDisplayValue: (real: number) => 10 ** real,
  displayValueToRealValue: log,
  createRange: ({ defaultRange }) => {
    const [realFrom, realTo] = [log(defaultRange.from), log(defaultRange.to)];
    return { ...defaultRange, realFrom, realTo, realRange: realTo - realFrom };
  },
} satisfies AxisTemplate;

registerYAxis(LOGARITHM);

/** The name of a scale's axis in the library. */
export const AXES: Readonly<Record<Scale, string>> = {
  linear: 'normal',
  log: LOGARITHM.name,
  percent: 'percentage',
};
