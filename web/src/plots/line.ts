/** Where a line goes on a picture: numbers are pixels and points of a plot, never money. */

export interface Span {
  readonly least: number;
  readonly most: number;
}

/** Range of the values, with a little room; a flat line runs in the middle. */
export function spanOf(values: readonly number[], room = 0.05): Span {
  const least = values.reduce((lowest, value) => Math.min(lowest, value), Infinity);
  const most = values.reduce((highest, value) => Math.max(highest, value), -Infinity);
  const pad = most > least ? (most - least) * room : Math.abs(most) * room || 1;
  return { least: least - pad, most: most + pad };
}

export const heightOf = (value: number, { least, most }: Span, height: number): number =>
  height * (1 - (value - least) / (most - least));

/** @returns a path through all values, from the left to the right edge */
export function pathOf(values: readonly number[], span: Span, width: number, height: number): string {
  return values
    .map(
      (value, at) =>
        `${at === 0 ? 'M' : 'L'}${leftOf(at, values.length, width)} ${tenth(heightOf(value, span, height))}`,
    )
    .join('');
}

/** @returns a path through the values that are there, interrupted where one is missing */
export function partsOf(values: readonly (number | null)[], span: Span, width: number, height: number): string {
  let path = '';
  let isDown = false;
  values.forEach((value, at) => {
    if (value !== null) {
      path += `${isDown ? 'L' : 'M'}${leftOf(at, values.length, width)} ${tenth(heightOf(value, span, height))}`;
    }
    isDown = value !== null;
  });
  return path;
}

const MARK = 5;
const MARK_AWAY = 4;

/** A triangle: for a purchase below the price and pointing up, for a sale above it and pointing down. */
export function markOf(kind: 'buy' | 'sell', left: number, top: number): string {
  const way = kind === 'buy' ? 1 : -1;
  const tip = tenth(top + way * MARK_AWAY);
  const foot = tenth(tip + way * 2 * MARK);
  return `M${left} ${tip}L${tenth(left - MARK)} ${foot}L${tenth(left + MARK)} ${foot}Z`;
}

/** The path between a lower and an upper line, closed. */
export function bandOf(
  lows: readonly number[],
  highs: readonly number[],
  span: Span,
  width: number,
  height: number,
): string {
  const back = lows.map((_, at) => {
    const index = lows.length - 1 - at;
    return `L${leftOf(index, lows.length, width)} ${tenth(heightOf(lows[index] ?? 0, span, height))}`;
  });
  return `${pathOf(highs, span, width, height)}${back.join('')}Z`;
}

export const leftOf = (at: number, count: number, width: number): number =>
  count < 2 ? tenth(width / 2) : tenth((width * at) / (count - 1));

/** Which value is nearest to a place. */
export const nearest = (x: number, count: number, width: number): number =>
  count < 2 || width <= 0 ? 0 : Math.max(0, Math.min(count - 1, Math.round((x / width) * (count - 1))));

const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;
